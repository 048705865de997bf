package io.interleave.front.magic;

import java.util.ArrayList;
import java.util.List;

/**
 * What a command is called and takes.
 *
 * @param name without percent signs
 * @param summary one sentence
 * @param operands in their order; only the last may be repeated
 * @param options what may be given as {@code --name value} or {@code --name=value}
 * @param passThrough whether words that look like options are operands, as for JVM options
 */
public record MagicSyntax(
    String name,
    String summary,
    List<Operand> operands,
    List<Option> options,
    boolean passThrough) {

  /**
   * A word that stands for itself.
   *
   * @param choices the only words allowed; empty for any of the type
   */
  public record Operand(
      String name, ValueType type, List<String> choices, boolean required, boolean repeated) {

    /** One of a few words. */
    public static Operand choice(String name, String... choices) {
      return new Operand(name, ValueType.TEXT, List.of(choices), true, false);
    }

    /** A value that may be left out. */
    public static Operand optional(String name, ValueType type) {
      return new Operand(name, type, List.of(), false, false);
    }

    /** One value or more. */
    public static Operand several(String name, ValueType type) {
      return new Operand(name, type, List.of(), true, true);
    }
  }

  /**
   * @param name without dashes; a name of one letter is written with one of them
   * @param fallback the value when it is not given; empty for a flag
   * @param repeated whether it may be given again, or with values that {@code |} separates
   */
  public record Option(
      String name, ValueType type, String fallback, String summary, boolean repeated) {

    /** One that holds one value: when it is given again, the last one. */
    public Option(String name, ValueType type, String fallback, String summary) {
      this(name, type, fallback, summary, false);
    }

    /** One with any number of texts. */
    public static Option several(String name, String summary) {
      return new Option(name, ValueType.TEXT, "", summary, true);
    }

    /** The name as it is written. */
    String dashed() {
      return (name.length() == 1 ? "-" : "--") + name;
    }
  }

  /** A command with operands only. */
  public static MagicSyntax of(String name, String summary, Operand... operands) {
    return new MagicSyntax(name, summary, List.of(operands), List.of(), false);
  }

  /** The same with one more option. */
  public MagicSyntax with(Option option) {
    List<Option> more = new ArrayList<>(options);
    more.add(option);
    return new MagicSyntax(name, summary, operands, List.copyOf(more), passThrough);
  }

  /** The same, with words that begin with a dash as operands. */
  public MagicSyntax passingThrough() {
    return new MagicSyntax(name, summary, operands, options, true);
  }
}
