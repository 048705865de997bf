package io.interleave.front.timing;

import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;
import io.interleave.front.magic.MagicException;
import io.interleave.front.magic.MagicOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets the cell JVM run another program, so that its output and its end are those of a cell. */
final class GeneratedRun {
  private final CellTimings timings;

  GeneratedRun(CellTimings timings) {
    this.timings = timings;
  }

  /**
   * @param method {@code run}, or {@code require} when another exit code than 0 is an error
   * @param what the program and its version
   * @param input what it reads
   */
  record Call(String method, String what, List<String> command, String input, long timeoutMillis) {}

  Outcome run(Cell cell, Engine engine, MagicOutput output, Call call) throws MagicException {
    Path input = null;
    try {
      // A file, because a literal in a class file cannot be longer than 64 KB.
      input = Files.createTempFile("interleave-", ".input");
      Files.writeString(input, call.input());
      String label = timings.ownRow(cell.id(), cell.title());
      String code =
          "$"
              + call.method()
              + "("
              + GeneratedCode.literal(label)
              + ", "
              + GeneratedCode.literal(call.what())
              + ", "
              + GeneratedCode.literal(input.toString())
              + ", "
              + call.timeoutMillis()
              + "L, "
              + call.command().stream()
                  .map(GeneratedCode::literal)
                  .collect(Collectors.joining(", "))
              + ");";
      return engine.execute(
          new Cell(cell.id(), cell.title(), code, cell.stdinAllowed()), output::show);
    } catch (IOException e) {
      throw new MagicException("the input cannot be written: " + e, "Make room on the disk.");
    } finally {
      delete(input);
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      return; // it lies in the temporary folder, which the system clears
    }
  }
}
