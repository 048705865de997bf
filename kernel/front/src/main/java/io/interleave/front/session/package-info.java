/**
 * The core of the kernel: turns requests into calls of the engine and outcomes into messages,
 * routes the output of every thread to the cell it belongs to, paces floods, asks for input, keeps
 * history, interrupts and ends. The only package that sees both Jupyter's messages and the engine;
 * it reaches them through {@link io.interleave.front.session.Outbox}, {@code Engine} and {@code
 * CellVm}.
 *
 * <p>Threads: {@code execute} runs cells and comm messages in the order they came; {@code answers}
 * answers what needs no execution, also while a cell runs; {@code control} answers the control
 * channel and never waits for the others; {@code interrupt-n} stops a cell; {@code output-timer}
 * flushes text that waited long enough; {@code history} reads and writes the file of inputs. Output
 * arrives on the cell JVM's reader thread, which is blocked for as long as a flood has to wait. All
 * are daemons and end with the session.
 */
@NullMarked
package io.interleave.front.session;

import org.jspecify.annotations.NullMarked;
