/**
 * The cell JVM: puts its parts together and carries out the commands of the front.
 *
 * <p>Threads: {@code interleave-reader} reads commands and ends the JVM when the front is gone.
 * Threads of Interleave are named {@code interleave-…} and live in the topmost thread group, where
 * user code that interrupts its own group does not reach them.
 */
@NullMarked
package io.interleave.cell;

import org.jspecify.annotations.NullMarked;
