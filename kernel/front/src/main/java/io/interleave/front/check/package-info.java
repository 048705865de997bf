/**
 * Runs notebooks without a client and holds them against what their authors expect ({@code
 * notebooks/AUTHORS.md} describes the metadata). Reading notebooks, judging what cells did and
 * writing reports is pure; only {@link io.interleave.front.check.NotebookRunner} and {@link
 * io.interleave.front.check.CellExecution} have to do with a kernel.
 *
 * <p>Threads: none of its own; everything happens on the thread that calls {@link
 * io.interleave.front.check.Checker}.
 */
@NullMarked
package io.interleave.front.check;

import org.jspecify.annotations.NullMarked;
