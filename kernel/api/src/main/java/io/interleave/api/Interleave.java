package io.interleave.api;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The short forms that every cell can use unqualified. A method that a cell declares under one of
 * these names takes precedence. The print methods use {@code System.out} as it is when called, so
 * {@code System.setOut} works for them too.
 */
public final class Interleave {
  private Interleave() {}

  /** {@code System.out.print(value)}. */
  public static void print(@Nullable Object value) {
    System.out.print(value);
  }

  /** {@code System.out.println()}. */
  public static void println() {
    System.out.println();
  }

  /** {@code System.out.println(value)}. */
  public static void println(@Nullable Object value) {
    System.out.println(value);
  }

  /** {@code System.out.printf(format, arguments)}. */
  public static void printf(String format, @Nullable Object... arguments) {
    System.out.printf(format, arguments);
  }

  /** The value of the last expression that had one, from any earlier cell; null before. */
  public static @Nullable Object last() {
    return CellRuntime.current().last();
  }

  /**
   * Shows a value as rich as it can be: a {@link Displayable} by its bundle, an image as an image,
   * an array by its content, anything else by {@code toString()}.
   */
  public static Display display(@Nullable Object value) {
    Display display = new Display(UUID.randomUUID().toString());
    CellRuntime.current().display(value, display.id(), false);
    return display;
  }

  /** Shows data as it is: MIME type to text, JSON text or base64. */
  public static Display displayData(Map<String, String> data) {
    Display display = new Display(UUID.randomUUID().toString());
    CellRuntime.current().displayData(data, display.id(), false);
    return display;
  }

  /** A value that is shown as HTML; use as {@code display(html("<b>x</b>"))} or as a result. */
  public static Displayable html(String source) {
    return new Markup("text/html", source);
  }

  /** A value that is shown as Markdown. */
  public static Displayable markdown(String source) {
    return new Markup("text/markdown", source);
  }

  /** Clears the outputs of this cell at once. */
  public static void clearOutput() {
    clearOutput(false);
  }

  /**
   * Clears the outputs of this cell.
   *
   * @param untilNext waits for the next output, which avoids flicker in an animation
   */
  public static void clearOutput(boolean untilNext) {
    CellRuntime.current().clearOutput(untilNext);
  }
}
