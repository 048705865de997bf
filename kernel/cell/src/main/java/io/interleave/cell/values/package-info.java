/**
 * Turns values and exceptions of user code into what crosses the wire: always bounded, never
 * failing because of what user code does in {@code toString()} or {@code getMessage()}.
 *
 * <p>Threads: none of its own; user code's methods are called on the calling thread.
 */
@NullMarked
package io.interleave.cell.values;

import org.jspecify.annotations.NullMarked;
