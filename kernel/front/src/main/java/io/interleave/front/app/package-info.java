/**
 * The entry point and the command line; the only place that wires the packages together.
 *
 * <p>Threads: commands run on the main thread.
 */
@NullMarked
package io.interleave.front.app;

import org.jspecify.annotations.NullMarked;
