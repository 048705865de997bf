package io.interleave.front.session;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * How much a cell may show.
 *
 * @param bytes how much text a cell may show; asked anew for each text
 * @param folder where the rest goes, a file for each cell
 */
public record OutputLimits(LongSupplier bytes, Path folder) {

  /** The file for a run; the process id keeps kernels apart. */
  Path file(Run run) {
    String name = run.title().replace(' ', '-');
    return folder.resolve(name + "-" + ProcessHandle.current().pid() + "-" + run.id() + ".txt");
  }
}
