/**
 * What stop checks, patches and recording cost code that computes: JMH runs the same workloads in a
 * plain JVM and in one that is set up as the cell JVM.
 *
 * <p>Threads: JMH's own; in a cell's set-up also {@code interleave-recorder} and {@code
 * interleave-front}, which end with their JVM.
 */
@NullMarked
package io.interleave.it.cost;

import org.jspecify.annotations.NullMarked;
