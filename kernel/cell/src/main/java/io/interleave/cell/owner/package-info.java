/**
 * Decides whose a thread, a task and an output are, and knows what still runs for a cell.
 *
 * <p>Threads: none of its own. The facts are kept by {@code io.interleave.hooks}, which the patched
 * JDK calls on the threads concerned; every method here may be called by any thread.
 */
@NullMarked
package io.interleave.cell.owner;

import org.jspecify.annotations.NullMarked;
