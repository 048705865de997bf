/**
 * The entry point and the command line; the only place that wires the packages together.
 *
 * <p>Threads: commands run on the main thread; {@code renewal-watch}, a daemon, ends a renewal that
 * takes too long. In a kernel {@code housekeeping}, a daemon of low priority, runs for a moment
 * once a day.
 */
@NullMarked
package io.interleave.front.app;

import org.jspecify.annotations.NullMarked;
