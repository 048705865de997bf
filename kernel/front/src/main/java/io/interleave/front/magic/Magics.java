package io.interleave.front.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The registry: what commands there are, and how a cell's commands are found and carried out. */
public final class Magics {
  private final Map<String, LineMagic> lineMagics = new TreeMap<>();
  private final Map<String, CellMagic> cellMagics = new TreeMap<>();

  /**
   * Adds a command. Call it before the registry is shared.
   *
   * @throws IllegalArgumentException when the name is taken
   */
  public Magics add(LineMagic magic) {
    put(lineMagics, magic.syntax().name(), magic);
    return this;
  }

  /** The same for a command that takes a whole cell. */
  public Magics add(CellMagic magic) {
    put(cellMagics, magic.syntax().name(), magic);
    return this;
  }

  private static <M> void put(Map<String, M> magics, String name, M magic) {
    if (!name.equals(nameAt(name, 0)) || magics.putIfAbsent(name, magic) != null) {
      throw new IllegalArgumentException("no valid or no new command name: " + name);
    }
  }

  Map<String, LineMagic> lineMagics() {
    return lineMagics;
  }

  Map<String, CellMagic> cellMagics() {
    return cellMagics;
  }

  /** A letter and then letters, digits, {@code _} and {@code -}; empty when there is none. */
  static String nameAt(String text, int from) {
    int end = from;
    while (end < text.length() && isNamePart(text.charAt(end), end == from)) {
      end++;
    }
    return text.substring(Math.min(from, text.length()), end);
  }

  private static boolean isNamePart(char c, boolean first) {
    boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    return letter || !first && (c >= '0' && c <= '9' || c == '_' || c == '-');
  }

  /** Takes the commands out of a cell. Unknown names are found too; running them fails. */
  public ParsedCell parse(String code) {
    if (code.indexOf('%') < 0) {
      return new ParsedCell(code, Optional.empty(), List.of());
    }
    int first = cellCallStart(code);
    if (first < 0) {
      return scan(code, 0, Optional.empty());
    }
    ParsedCell above = scan(code.substring(0, first), 0, Optional.empty());
    int lineEnd = endOfLine(code, first);
    String source = code.substring(first, lineEnd).stripTrailing();
    String name = nameAt(source, 2);
    int line = 1 + (int) code.substring(0, first).chars().filter(c -> c == '\n').count();
    MagicCall call = new MagicCall(name, source.substring(2 + name.length()), line, source);
    String blanks = " ".repeat(lineEnd - first);
    String blanked = above.code() + blanks + code.substring(lineEnd);
    CellMagic magic = cellMagics.get(name);
    if (magic == null || !magic.takesJava()) {
      return new ParsedCell(blanked, Optional.of(call), above.lineCalls());
    }
    ParsedCell rest = scan(blanked, lineEnd, Optional.of(call));
    List<MagicCall> calls = new ArrayList<>(above.lineCalls());
    calls.addAll(rest.lineCalls());
    return new ParsedCell(rest.code(), Optional.of(call), List.copyOf(calls));
  }

  /**
   * Where a {@code %%name} stands that has only blank lines and line commands above it, such as
   * {@code %require}; negative when there is none.
   */
  private int cellCallStart(String code) {
    int at = 0;
    while (at < code.length()) {
      char c = code.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (code.startsWith("%%", at)) {
        return nameAt(code, at + 2).isEmpty() ? -1 : at;
      } else if (c == '%' && lineMagics.containsKey(nameAt(code, at + 1))) {
        at = endOfLine(code, at);
      } else {
        return -1;
      }
    }
    return -1;
  }

  private static int endOfLine(String code, int from) {
    int end = code.indexOf('\n', from);
    return end < 0 ? code.length() : end;
  }

  private ParsedCell scan(String code, int from, Optional<MagicCall> cellCall) {
    MagicScanner scanner = new MagicScanner(code, from, this::looksKnown);
    String java = scanner.scan();
    return new ParsedCell(java, cellCall, scanner.calls());
  }

  // A misspelt command deserves its own error; a short name may well be an operand of %.
  private boolean looksKnown(String name) {
    return lineMagics.containsKey(name)
        || name.length() > 2 && DidYouMean.closest(name, lineMagics.keySet()).isPresent();
  }

  /** Carries out one {@code %name}. */
  public void run(MagicCall call, MagicOutput output) throws MagicException, CellSkippedException {
    LineMagic magic = lineMagics.get(call.name());
    if (magic == null) {
      throw unknown(call);
    }
    List<String> words = ArgumentParser.words(call.words());
    if (asksForHelp(words)) {
      output.show(MagicHelp.of("%", magic.syntax()));
      return;
    }
    magic.run(
        ArgumentParser.parse(magic.syntax(), MagicHelp.usage("%", magic.syntax()), words), output);
  }

  /**
   * Prepares a {@code %%name}.
   *
   * @return what runs the cell; empty when the command only asked for help, which was shown
   */
  public Optional<BoundCellMagic> bind(MagicCall call, MagicOutput output) throws MagicException {
    CellMagic magic = cellMagics.get(call.name());
    if (magic == null) {
      throw unknown(new MagicCall("%" + call.name(), call.words(), call.line(), call.source()));
    }
    List<String> words = ArgumentParser.words(call.words());
    if (asksForHelp(words)) {
      output.show(MagicHelp.of("%%", magic.syntax()));
      return Optional.empty();
    }
    Arguments arguments =
        ArgumentParser.parse(magic.syntax(), MagicHelp.usage("%%", magic.syntax()), words);
    return Optional.of((cell, engine) -> magic.run(arguments, cell, engine, output));
  }

  private static boolean asksForHelp(List<String> words) {
    return words.size() == 1 && words.get(0).equals("--help");
  }

  private MagicException unknown(MagicCall call) {
    boolean whole = call.name().startsWith("%");
    String name = whole ? call.name().substring(1) : call.name();
    if (whole && cellMagics.containsKey(name)) {
      return new MagicException(
          "%%" + name + " stands below the first line",
          "Move it to the cell's first line; only % commands may stand above it.");
    }
    String percent = whole ? "%%" : "%";
    var names = whole ? cellMagics.keySet() : lineMagics.keySet();
    var others = whole ? lineMagics.keySet() : cellMagics.keySet();
    String hint =
        others.contains(name)
            ? "Did you mean " + (whole ? "%" : "%%") + name + "?"
            : DidYouMean.closest(name, names)
                .map(n -> "Did you mean " + percent + n + "?")
                .orElse("%lsmagic lists all commands.");
    return new MagicException("there is no command " + percent + name, hint);
  }
}
