/**
 * What the threads of a cell did: a model in nanoseconds since the cell's body began, and the way
 * from a flight recording and the cell JVM's own notes to it. Pure: it reads a file it is given and
 * nothing else.
 *
 * <p>Threads: none. Everything here is immutable or confined to its caller.
 */
@NullMarked
package io.interleave.front.threads;

import org.jspecify.annotations.NullMarked;
