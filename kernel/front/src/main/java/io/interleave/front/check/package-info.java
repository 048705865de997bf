/**
 * Runs notebooks without a client and holds them against what their authors expect ({@code
 * notebooks/README.md} describes the metadata). Reading notebooks, judging what cells did and
 * writing reports is pure; only {@link io.interleave.front.check.NotebookRunner} and {@link
 * io.interleave.front.check.CellExecution} have to do with a kernel.
 *
 * <p>Threads: {@code check-1}, {@code check-2} and so on, as many as notebooks run side by side.
 * {@link io.interleave.front.check.Checker} starts and ends them; each has a notebook and its
 * kernel to itself, and they share only {@link io.interleave.front.check.Turns}.
 */
@NullMarked
package io.interleave.front.check;

import org.jspecify.annotations.NullMarked;
