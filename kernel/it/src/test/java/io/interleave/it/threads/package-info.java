/**
 * Reports on programs whose answer is known.
 *
 * <p>Threads: those of the engine and of the cell JVM; cells run on the test's own thread.
 */
@NullMarked
package io.interleave.it.threads;

import org.jspecify.annotations.NullMarked;
