/**
 * Makes the JDK classes that the cell JVM runs in place of its own, so that it knows which cell
 * started a thread and submitted a task. Reads the classes of the cell's JDK, whichever that is;
 * the result is a file that the cell JVM's agent reads, kept in the cache for the next start.
 *
 * <p>Threads: none of its own.
 */
@NullMarked
package io.interleave.front.patch;

import org.jspecify.annotations.NullMarked;
