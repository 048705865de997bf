package io.interleave.front.magic;

import io.interleave.front.magic.MagicSyntax.Operand;
import io.interleave.front.magic.MagicSyntax.Option;

/** The text of {@code --help}, also shown as documentation. */
final class MagicHelp {
  private MagicHelp() {}

  /** One line such as {@code Usage: %settle [duration]}. */
  static String usage(String percent, MagicSyntax syntax) {
    StringBuilder usage = new StringBuilder("Usage: ").append(percent).append(syntax.name());
    for (Option option : syntax.options()) {
      usage.append(" [").append(option.dashed());
      if (option.type() != ValueType.FLAG) {
        usage.append(' ').append(option.type().placeholder()).append(option.repeated() ? " …" : "");
      }
      usage.append(']');
    }
    for (Operand operand : syntax.operands()) {
      String word =
          operand.choices().isEmpty() ? operand.name() : String.join("|", operand.choices());
      String several = operand.repeated() ? " …" : "";
      usage.append(operand.required() ? " " + word + several : " [" + word + several + "]");
    }
    return usage.toString();
  }

  static String of(String percent, MagicSyntax syntax) {
    StringBuilder help =
        new StringBuilder(usage(percent, syntax)).append("\n\n").append(syntax.summary());
    for (Operand operand : syntax.operands()) {
      if (operand.choices().isEmpty() && operand.type() != ValueType.TEXT) {
        help.append("\n  ")
            .append(operand.name())
            .append(": ")
            .append(operand.type().explanation());
      }
    }
    for (Option option : syntax.options()) {
      help.append("\n  ").append(option.dashed()).append(": ").append(option.summary());
      if (option.type() != ValueType.FLAG) {
        help.append(" (").append(option.type().explanation());
        help.append(
            option.fallback().isEmpty() ? ")" : "; " + option.fallback() + " if not given)");
      }
    }
    return help.toString();
  }
}
