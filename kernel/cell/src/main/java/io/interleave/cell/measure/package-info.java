/**
 * Measures code in the cell JVM: interleaved timed runs, the CPU time and the load of the machine
 * around them, and the outcomes of racing actors.
 *
 * <p>Threads: {@link io.interleave.cell.measure.Interleaved} runs the sections on its caller's
 * thread; {@link io.interleave.cell.measure.Race} starts one thread an actor and ends them.
 */
@NullMarked
package io.interleave.cell.measure;

import org.jspecify.annotations.NullMarked;
