package io.interleave.front.magic;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an operand or the value of an option is. */
public enum ValueType {
  /** Present or not. */
  FLAG("", ""),
  TEXT("text", "such as abc"),
  /** How often: at least once. */
  COUNT("number", "a whole number from 1 to 2147483647, such as 5"),
  /** How often, or not at all. */
  COUNT_OR_ZERO("number", "a whole number from 0 to 2147483647, such as 5"),
  /** {@code off} is zero. */
  DURATION("duration", "such as 500ms, 30s or 2m, or off"),
  SIZE("size", "such as 64KB, 10MB or 1GB"),
  PATH("path", "a file or folder");

  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})([a-z]*)");

  private final String placeholder;
  private final String explanation;

  ValueType(String placeholder, String explanation) {
    this.placeholder = placeholder;
    this.explanation = explanation;
  }

  String placeholder() {
    return placeholder;
  }

  String explanation() {
    return explanation;
  }

  /** Fails unless {@code text} is one of these. */
  void check(String text) throws MagicException {
    switch (this) {
      case COUNT -> count(text);
      case COUNT_OR_ZERO -> count(this, text, 0);
      case DURATION -> duration(text);
      case SIZE -> size(text);
      default -> {}
    }
  }

  static int count(String text) throws MagicException {
    return count(COUNT, text, 1);
  }

  private static int count(ValueType type, String text, int least) throws MagicException {
    try {
      int count = Integer.parseInt(text);
      if (count >= least) {
        return count;
      }
    } catch (NumberFormatException e) {
      // is told as a number outside the bounds is
    }
    throw bad(type, text);
  }

  static Duration duration(String text) throws MagicException {
    if (text.equals("off")) {
      return Duration.ZERO;
    }
    Matcher amount = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
    if (!amount.matches()) {
      throw bad(DURATION, text);
    }
    long number = Long.parseLong(amount.group(1));
    return switch (amount.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "", "s" -> Duration.ofSeconds(number);
      case "m", "min" -> Duration.ofMinutes(number);
      default -> throw bad(DURATION, text);
    };
  }

  /** In bytes; a KB has 1000. */
  static long size(String text) throws MagicException {
    Matcher amount = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
    if (!amount.matches()) {
      throw bad(SIZE, text);
    }
    long number = Long.parseLong(amount.group(1));
    long unit =
        switch (amount.group(2)) {
          case "", "b" -> 1L;
          case "k", "kb" -> 1_000L;
          case "m", "mb" -> 1_000_000L;
          case "g", "gb" -> 1_000_000_000L;
          default -> throw bad(SIZE, text);
        };
    try {
      return Math.multiplyExact(number, unit);
    } catch (ArithmeticException e) {
      throw bad(SIZE, text);
    }
  }

  private static MagicException bad(ValueType type, String text) {
    return new MagicException(
        "\"" + text + "\" is no " + type.placeholder, "It takes " + type.explanation + ".");
  }
}
