/**
 * Ends what works for a cell: interrupts, then the stop check in rewritten code, then exceptions
 * thrown into library code from outside.
 *
 * <p>Threads: {@code interleave-stop} carries out one stop after the other.
 */
@NullMarked
package io.interleave.cell.stop;

import org.jspecify.annotations.NullMarked;
