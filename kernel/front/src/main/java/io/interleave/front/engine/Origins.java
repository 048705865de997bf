package io.interleave.front.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import org.jspecify.annotations.Nullable;

/** Where each live snippet came from, and through it the cell's lines of generated classes. */
final class Origins {
  private static final Pattern TOP_LEVEL =
      Pattern.compile("REPL\\.\\$JShell\\$\\d+[A-Za-z]*(?:_\\d+[A-Za-z]*)*");

  private final Map<Snippet, Origin> origins = new IdentityHashMap<>();
  private final List<Snippet> fresh = new ArrayList<>(); // since classes were last asked for

  /** A generated top-level class: the snippets in it, in the order of its source. */
  record Generated(List<Snippet> snippets, Origin origin, IntUnaryOperator lines) {}

  void put(Snippet snippet, Origin origin) {
    if (origins.putIfAbsent(snippet, origin) == null) {
      fresh.add(snippet);
    }
  }

  @Nullable Origin of(Snippet snippet) {
    return origins.get(snippet);
  }

  void remove(Snippet snippet) {
    origins.remove(snippet);
    fresh.remove(snippet);
  }

  /** The top-level class that a class is or is nested in. */
  static String topLevel(String className) {
    Matcher matcher = TOP_LEVEL.matcher(className);
    return matcher.lookingAt() ? matcher.group() : className;
  }

  /** The generated classes of these names that are known. */
  Map<String, Generated> generated(Iterable<String> topLevels, SourceCodeAnalysis analysis) {
    Map<String, List<Snippet>> wanted = in(fresh, topLevels, analysis);
    fresh.clear();
    if (!wanted.values().stream().allMatch(Origins::isWhole)) {
      wanted = in(origins.keySet(), topLevels, analysis);
    }
    Map<String, Generated> found = new HashMap<>();
    wanted.forEach(
        (name, snippets) -> {
          if (!snippets.isEmpty()) {
            found.put(name, generated(snippets, analysis));
          }
        });
    return found;
  }

  private static Map<String, List<Snippet>> in(
      Iterable<Snippet> snippets, Iterable<String> topLevels, SourceCodeAnalysis analysis) {
    Map<String, List<Snippet>> wanted = new HashMap<>();
    topLevels.forEach(name -> wanted.putIfAbsent(name, new ArrayList<>()));
    for (Snippet snippet : snippets) {
      List<Snippet> same = wanted.get(analysis.wrapper(snippet).fullClassName());
      if (same != null) {
        same.add(snippet);
      }
    }
    return wanted;
  }

  /** Whether no more can be in a class: overloads share one, whenever they were declared. */
  private static boolean isWhole(List<Snippet> snippets) {
    return snippets.size() == 1 && snippets.get(0).kind() != Snippet.Kind.METHOD;
  }

  private Generated generated(List<Snippet> snippets, SourceCodeAnalysis analysis) {
    snippets.sort((a, b) -> Integer.compare(start(a), start(b)));
    Snippet newest = snippets.get(snippets.size() - 1);
    Origin origin = origins.get(newest);
    if (origin == null) {
      throw new IllegalStateException("snippet without origin: " + newest.source());
    }
    int[] lines =
        snippets.size() == 1
            ? WrapperLines.of(analysis.wrapper(newest), origin)
            : WrapperLines.of(analysis.wrapper(newest).wrapped(), snippets, origins);
    return new Generated(
        List.copyOf(snippets),
        origin,
        line -> lines[Math.max(0, Math.min(line, lines.length) - 1)]);
  }

  private static int start(Snippet snippet) {
    return Integer.parseInt(snippet.id().replaceAll("\\D", "0"));
  }

  /** Maps the lines of a generated class to lines of cells. */
  private static final class WrapperLines {

    /** One snippet: JShell itself knows where each character came from. */
    static int[] of(SnippetWrapper wrapper, Origin origin) {
      String wrapped = wrapper.wrapped();
      int[] lines = new int[count(wrapped)];
      // What JShell writes in front, such as return, stands for the code and not the blanks before.
      int firstToken = firstToken(wrapper.source());
      int start = 0;
      for (int i = 0; i < lines.length; i++) {
        int end = wrapped.indexOf('\n', start);
        int to = end < 0 ? wrapped.length() : end;
        int position = sourcePosition(wrapper, wrapped, start, to);
        lines[i] = origin.line(Math.max(firstToken, position));
        start = to + 1;
      }
      return lines;
    }

    /** The place in the snippet of the first character of a line that the user wrote. */
    private static int sourcePosition(SnippetWrapper wrapper, String wrapped, int start, int end) {
      int first = -1;
      for (int at = start; at < end; at++) {
        if (!Character.isWhitespace(wrapped.charAt(at))) {
          int position = wrapper.wrappedToSourcePosition(at);
          if (wrapper.sourceToWrappedPosition(position) == at) {
            return position;
          }
          first = first < 0 ? position : first;
        }
      }
      return Math.max(0, first < 0 ? wrapper.wrappedToSourcePosition(start) : first);
    }

    /**
     * Several snippets, which are overloads of one method: JShell's positions do not say of which,
     * so each is looked up in the generated source, where it stands word for word except that
     * comments are blanks.
     */
    static int[] of(String wrapped, List<Snippet> snippets, Map<Snippet, Origin> origins) {
      int[] lines = new int[count(wrapped)];
      for (Snippet snippet : snippets) {
        Origin origin = origins.get(snippet);
        int skipped = firstToken(snippet.source());
        int at = find(wrapped, snippet.source(), skipped);
        if (origin != null && at >= 0) {
          int line = count(wrapped.substring(0, at)) - 1;
          int from = origin.line(skipped);
          int to = origin.line(snippet.source().length());
          for (int i = 0; from + i <= to && line + i < lines.length; i++) {
            lines[line + i] = from + i;
          }
        }
      }
      return lines;
    }

    private static int firstToken(String source) {
      Lexer lexer = new Lexer(source, 0);
      lexer.next();
      return lexer.start();
    }

    private static int find(String wrapped, String source, int from) {
      for (int at = 0; at + source.length() - from <= wrapped.length(); at++) {
        if (matches(wrapped, at, source, from)) {
          return at;
        }
      }
      return -1;
    }

    private static boolean matches(String wrapped, int at, String source, int from) {
      int visible = 0;
      for (int i = from; i < source.length(); i++) {
        char there = wrapped.charAt(at + i - from);
        char here = source.charAt(i);
        if (there != here && (there != ' ' || here == '\n')) {
          return false;
        }
        visible += there == here && !Character.isWhitespace(here) ? 1 : 0;
      }
      return visible > 0;
    }

    private static int count(String text) {
      return (int) text.chars().filter(c -> c == '\n').count() + 1;
    }
  }
}
