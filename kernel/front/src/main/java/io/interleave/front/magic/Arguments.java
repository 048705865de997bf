package io.interleave.front.magic;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The words of one call, checked against the command's syntax.
 *
 * @param operands in their order
 * @param options by name; those with a fallback are always there, a flag only when given
 */
public record Arguments(List<String> operands, Map<String, String> options) {

  /** Whether a flag was given. */
  public boolean flag(String name) {
    return options.containsKey(name);
  }

  /** Whether there is an operand at this index. */
  public boolean has(int index) {
    return index < operands.size();
  }

  public String text(int index) {
    return operands.get(index);
  }

  public Duration duration(int index) throws MagicException {
    return ValueType.duration(operands.get(index));
  }

  /** In bytes. */
  public long size(int index) throws MagicException {
    return ValueType.size(operands.get(index));
  }

  public String text(String option) {
    return options.getOrDefault(option, "");
  }

  /** The values of an option that may be repeated; {@code \|} is a bar in one of them. */
  public List<String> texts(String option) {
    String all = text(option);
    return all.isEmpty()
        ? List.of()
        : Arrays.stream(all.split("(?<!\\\\)\\|"))
            .map(text -> text.replace("\\|", "|").strip())
            .toList();
  }

  /** A count; 0 only where the syntax allows it. */
  public int count(String option) {
    return Integer.parseInt(text(option));
  }

  public Duration duration(String option) throws MagicException {
    return ValueType.duration(text(option));
  }

  /** In bytes. */
  public long size(String option) throws MagicException {
    return ValueType.size(text(option));
  }
}
