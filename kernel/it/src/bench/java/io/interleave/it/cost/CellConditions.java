package io.interleave.it.cost;

import io.interleave.cell.agent.Agent;
import io.interleave.hooks.Owned;
import io.interleave.it.cost.work.Arithmetic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import jdk.jfr.FlightRecorder;
import jdk.jfr.RecordingState;

/** Whether a JVM is set up as the cell JVM is: a figure of another one would prove nothing. */
final class CellConditions {
  private CellConditions() {}

  /**
   * @throws IllegalStateException with what is missing
   */
  static void check() {
    require(Agent.problems().isEmpty(), "the JDK is patched in part: " + Agent.problems());
    require(Owned.class.isAssignableFrom(FutureTask.class), "the JDK is not patched");
    require(isRewritten(), "the workloads are not rewritten");
    require(records(), "no recording of Interleave's runs");
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new IllegalStateException("This is no cell JVM: " + otherwise);
    }
  }

  private static boolean isRewritten() {
    String file = Arithmetic.class.getSimpleName() + ".class";
    try (InputStream in = Objects.requireNonNull(Arithmetic.class.getResourceAsStream(file))) {
      String constants = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return constants.contains(WorkClasses.STOP_CHECK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean records() {
    return FlightRecorder.isInitialized()
        && FlightRecorder.getFlightRecorder().getRecordings().stream()
            .anyMatch(
                recording ->
                    recording.getName().equals("interleave")
                        && recording.getState() == RecordingState.RUNNING);
  }
}
