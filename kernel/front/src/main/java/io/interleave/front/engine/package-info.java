/**
 * JShell: compiles cells, completes, inspects, and drives the cell JVM through them. Knows nothing
 * of Jupyter.
 *
 * <p>Threads: none of its own. {@code execute} blocks its caller for as long as the cell runs;
 * {@code complete}, {@code inspect} and {@code completeness} may be called from another thread
 * meanwhile, and {@code interrupt} from any.
 */
@NullMarked
package io.interleave.front.engine;

import org.jspecify.annotations.NullMarked;
