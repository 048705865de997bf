/**
 * Everything that leaves the cell JVM, in one order: what threads print, what they display, answers
 * to commands. {@link io.interleave.cell.streams.FrameQueue} holds it until the socket takes it.
 *
 * <p>Threads: {@code interleave-writer} is the only one that writes to the socket, because an
 * interrupted thread of user code would close it. Threads of user code only append to the queue,
 * under its lock, and wait there when the front does not keep up.
 */
@NullMarked
package io.interleave.cell.streams;

import org.jspecify.annotations.NullMarked;
