/**
 * Comms of user code (Jupyter messaging, Custom Messages).
 *
 * <p>Threads: {@code comms} runs the handlers of user code, one after the other; one that a stop
 * ended is replaced.
 */
@NullMarked
package io.interleave.cell.comms;

import org.jspecify.annotations.NullMarked;
