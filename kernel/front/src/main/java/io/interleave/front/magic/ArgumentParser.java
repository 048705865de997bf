package io.interleave.front.magic;

import io.interleave.front.magic.MagicSyntax.Operand;
import io.interleave.front.magic.MagicSyntax.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Splits a command line into words and checks them against a syntax. */
final class ArgumentParser {
  private final MagicSyntax syntax;
  private final String usage;
  private final List<String> operands = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();

  private ArgumentParser(MagicSyntax syntax, String usage) {
    this.syntax = syntax;
    this.usage = usage;
  }

  static Arguments parse(MagicSyntax syntax, String usage, List<String> words)
      throws MagicException {
    ArgumentParser parser = new ArgumentParser(syntax, usage);
    parser.read(words);
    parser.checkOperands();
    return new Arguments(List.copyOf(parser.operands), Map.copyOf(parser.options));
  }

  /** Words are separated by blanks; single or double quotes keep blanks in a word. */
  static List<String> words(String line) throws MagicException {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new MagicException("the quote " + quote + " is not closed", "Close it on this line.");
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  private void read(List<String> words) throws MagicException {
    for (Option option : syntax.options()) {
      if (option.type() != ValueType.FLAG) {
        options.put(option.name(), option.fallback());
      }
    }
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int dashes = syntax.passThrough() ? 0 : dashes(word);
      if (dashes == 0) {
        operands.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      Option option = option(dashes, word.substring(dashes, equals < 0 ? word.length() : equals));
      if (option.type() == ValueType.FLAG) {
        if (equals >= 0) {
          throw new MagicException(option.dashed() + " takes no value", usage);
        }
        options.put(option.name(), "");
        continue;
      }
      if (equals < 0 && i + 1 == words.size()) {
        throw new MagicException(option.dashed() + " needs a value", usage);
      }
      String value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
      try {
        option.type().check(value);
      } catch (MagicException e) {
        throw new MagicException(option.dashed() + " is " + value, e.wayOut());
      }
      String before = option.repeated() ? options.getOrDefault(option.name(), "") : "";
      options.put(option.name(), before.isEmpty() ? value : before + '|' + value);
    }
  }

  /** How many dashes begin an option: one before a letter, two before a name; else none. */
  private static int dashes(String word) {
    if (word.startsWith("--") && word.length() > 2) {
      return 2;
    }
    return word.length() == 2 && word.charAt(0) == '-' && Character.isLetter(word.charAt(1))
        ? 1
        : 0;
  }

  private Option option(int dashes, String name) throws MagicException {
    List<String> known = syntax.options().stream().map(Option::name).collect(Collectors.toList());
    int at = known.indexOf(name);
    if (at < 0 || (dashes == 1) != (name.length() == 1)) {
      String hint =
          DidYouMean.closest(name, known)
              .map(n -> "Did you mean " + syntax.options().get(known.indexOf(n)).dashed() + "? ")
              .orElse("");
      throw new MagicException("there is no option " + "-".repeat(dashes) + name, hint + usage);
    }
    return syntax.options().get(at);
  }

  private void checkOperands() throws MagicException {
    List<Operand> declared = syntax.operands();
    for (int i = 0; i < operands.size(); i++) {
      boolean repeats = !declared.isEmpty() && declared.get(declared.size() - 1).repeated();
      if (i >= declared.size() && !repeats) {
        throw new MagicException("\"" + operands.get(i) + "\" is one word too many", usage);
      }
      check(declared.get(Math.min(i, declared.size() - 1)), operands.get(i));
    }
    if (operands.size() < declared.size() && declared.get(operands.size()).required()) {
      throw new MagicException(declared.get(operands.size()).name() + " is missing", usage);
    }
  }

  private void check(Operand operand, String word) throws MagicException {
    if (!operand.choices().isEmpty() && !operand.choices().contains(word)) {
      String hint =
          DidYouMean.closest(word, operand.choices())
              .map(n -> "Did you mean " + n + "? ")
              .orElse("");
      throw new MagicException(
          "\"" + word + "\" is not one of " + String.join(", ", operand.choices()), hint + usage);
    }
    operand.type().check(word);
  }
}
