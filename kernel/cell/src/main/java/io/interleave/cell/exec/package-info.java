/**
 * Runs the snippets of cells: their class loader, the main thread, times around user code, answers.
 *
 * <p>Threads: user code runs on thread {@code main}. When that cannot be stopped it is left behind
 * and another {@code main} takes its place. {@code interleave-settle} waits for what a cell
 * started.
 */
@NullMarked
package io.interleave.cell.exec;

import org.jspecify.annotations.NullMarked;
