/**
 * The commands that time and compare: {@code %%compare}, {@code %compare}, {@code %%outcomes} and
 * {@code %timings}, on the ledger of {@code compare}. They write Java code around what the user
 * wrote, line for line, and let the engine run it; the measuring itself is done in the cell JVM.
 *
 * <p>Threads: none of its own; commands run on the session's execution thread, measurements arrive
 * on the cell JVM's reader thread.
 */
@NullMarked
package io.interleave.front.timing;

import org.jspecify.annotations.NullMarked;
