/**
 * Commands in cells: {@code %name} at the start of a line and {@code %%name} on the first line. A
 * registry holds them; each declares its operands and options, from which parsing, {@code --help},
 * completion and documentation follow. Line commands run in their order before the cell's Java
 * code, whose lines keep their numbers.
 *
 * <p>Threads: none of its own. A registry is filled before it is shared and read by any thread
 * afterwards; a magic runs on the thread that executes cells.
 */
@NullMarked
package io.interleave.front.magic;

import org.jspecify.annotations.NullMarked;
