/**
 * Starts, watches and replaces the cell JVM. Commands go out, answers are paired with them, all
 * other events go to a {@link io.interleave.front.cellvm.CellVmListener} in the order they came.
 *
 * <p>Threads: {@code cell-vm-reader} reads the socket and calls the listener; {@code cell-vm-watch}
 * notices the end of the process. Both end with the process.
 */
@NullMarked
package io.interleave.front.cellvm;

import org.jspecify.annotations.NullMarked;
