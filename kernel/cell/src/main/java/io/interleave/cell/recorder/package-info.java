/**
 * Records what the threads of cells do: notes of their starts and ends with CPU and ready time, a
 * flight recording of their pauses where the JVM has {@code jdk.jfr}, and samples of this moment.
 *
 * <p>Threads: {@code interleave-recorder}, a daemon, starts the recording while the JVM starts and
 * answers the front's questions, so that neither delays commands. Notes are taken by the user's own
 * threads in {@link io.interleave.hooks.ThreadWatch} calls, which never throw and never block.
 */
@NullMarked
package io.interleave.cell.recorder;

import org.jspecify.annotations.NullMarked;
