/**
 * The five ZeroMQ sockets of a kernel, over JeroMQ.
 *
 * <p>Threads: {@code shell}, {@code control}, {@code stdin}, {@code iopub} and {@code heartbeat},
 * started by {@link io.interleave.front.transport.Transport#open} and ended by its {@code close}.
 * Each owns one socket and is the only one to touch it; others hand it messages through a queue and
 * wake it through a pipe. ZeroMQ has two more threads of its own for input and output and for
 * closing.
 */
@NullMarked
package io.interleave.front.transport;

import org.jspecify.annotations.NullMarked;
