/**
 * JShell: compiles cells, completes, inspects, and drives the cell JVM through them. Knows nothing
 * of Jupyter.
 *
 * <p>Threads: {@code execute} blocks its caller for as long as the cell runs; {@code complete},
 * {@code inspect} and {@code completeness} may be called from another thread meanwhile, and {@code
 * interrupt} from any. One lock guards JShell; it is free while code runs. {@code engine-call}
 * waits for the cell JVM, so that {@code execute} can give up the wait; {@code engine-interrupt}
 * lives as long as one interrupt. Both are daemons.
 */
@NullMarked
package io.interleave.front.engine;

import org.jspecify.annotations.NullMarked;
