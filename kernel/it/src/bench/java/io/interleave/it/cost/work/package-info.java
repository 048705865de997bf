/**
 * The code that is measured; the only classes that are rewritten.
 *
 * <p>Threads: {@code VirtualWork} starts and joins virtual ones.
 */
@NullMarked
package io.interleave.it.cost.work;

import org.jspecify.annotations.NullMarked;
