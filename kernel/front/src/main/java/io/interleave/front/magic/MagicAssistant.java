package io.interleave.front.magic;

import io.interleave.front.engine.Completion;
import io.interleave.front.engine.Completion.Match;
import io.interleave.front.engine.Documentation;
import io.interleave.front.magic.MagicSyntax.Operand;
import io.interleave.front.magic.MagicSyntax.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Completion and documentation of commands. Cursors are UTF-16 indices. */
public final class MagicAssistant {
  private final Magics magics;

  public MagicAssistant(Magics magics) {
    this.magics = magics;
  }

  /** Completes a command or its words; empty when the cursor is not in a command's line. */
  public Optional<Completion> complete(String code, int cursor) {
    Place place = Place.at(magics, code, cursor);
    if (place == null) {
      return Optional.empty();
    }
    String typed = code.substring(place.wordStart, cursor);
    List<Match> matches = new ArrayList<>();
    if (place.wordStart == place.lineStart) {
      candidates(code, place)
          .filter(name -> name.startsWith(typed))
          .forEach(name -> matches.add(new Match(name, "magic")));
    } else {
      MagicSyntax syntax = syntax(code, place);
      if (syntax != null) {
        words(syntax, place.wordIndex)
            .filter(word -> word.startsWith(typed))
            .forEach(word -> matches.add(new Match(word, "magic")));
      }
    }
    return Optional.of(new Completion(List.copyOf(matches), place.wordStart, cursor));
  }

  /** The {@code --help} text of the command at the cursor. */
  public Optional<Documentation> inspect(String code, int cursor) {
    Place place = Place.at(magics, code, cursor);
    MagicSyntax syntax = place == null ? null : syntax(code, place);
    if (place == null || syntax == null) {
      return Optional.empty();
    }
    String percent = code.startsWith("%%", place.lineStart) ? "%%" : "%";
    return Optional.of(new Documentation(MagicHelp.of(percent, syntax), ""));
  }

  private Stream<String> candidates(String code, Place place) {
    boolean first = code.substring(0, place.lineStart).isBlank();
    Stream<String> whole =
        first ? magics.cellMagics().keySet().stream().map(n -> "%%" + n) : Stream.empty();
    return Stream.concat(magics.lineMagics().keySet().stream().map(n -> "%" + n), whole);
  }

  private static Stream<String> words(MagicSyntax syntax, int index) {
    Stream<String> options = syntax.options().stream().map(Option::dashed);
    Stream<String> choices =
        index < syntax.operands().size() ? choices(syntax.operands().get(index)) : Stream.empty();
    return Stream.of(choices, options, Stream.of("--help")).flatMap(s -> s);
  }

  private static Stream<String> choices(Operand operand) {
    return operand.type() == ValueType.DURATION ? Stream.of("off") : operand.choices().stream();
  }

  private @Nullable MagicSyntax syntax(String code, Place place) {
    if (code.startsWith("%%", place.lineStart)) {
      CellMagic magic = magics.cellMagics().get(Magics.nameAt(code, place.lineStart + 2));
      return magic == null ? null : magic.syntax();
    }
    LineMagic magic = magics.lineMagics().get(Magics.nameAt(code, place.lineStart + 1));
    return magic == null ? null : magic.syntax();
  }

  /**
   * @param lineStart where the percent sign is
   * @param wordIndex counts the operands before the cursor
   */
  private record Place(int lineStart, int wordStart, int wordIndex) {

    static @Nullable Place at(Magics magics, String code, int cursor) {
      int start = code.lastIndexOf('\n', cursor - 1) + 1;
      while (start < cursor && Character.isWhitespace(code.charAt(start))) {
        start++;
      }
      if (start >= code.length() || code.charAt(start) != '%' || !isCommand(magics, code, start)) {
        return null;
      }
      int word = cursor;
      while (word > start && !Character.isWhitespace(code.charAt(word - 1))) {
        word--;
      }
      int index = 0;
      for (String before : code.substring(start, word).split("\\s+")) {
        index += before.startsWith("-") ? 0 : 1;
      }
      return new Place(start, word, index - 1);
    }

    // A lone percent sign has no name yet: give it one to see whether a command may stand there.
    private static boolean isCommand(Magics magics, String code, int start) {
      int percents = code.startsWith("%%", start) ? 2 : 1;
      String head = code.substring(0, start);
      String probe = head + "%".repeat(percents) + "x";
      int line = 1 + (int) head.chars().filter(c -> c == '\n').count();
      ParsedCell parsed = magics.parse(probe);
      return parsed.cellCall().filter(call -> call.line() == line).isPresent()
          || parsed.lineCalls().stream().anyMatch(call -> call.line() == line);
    }
  }
}
