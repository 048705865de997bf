package io.interleave.cell.measure;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Labelled code to measure.
 *
 * @param threads how many threads it uses, or 0 when nobody said
 */
public record Section(String label, int threads, Callable<? extends @Nullable Object> body) {}
