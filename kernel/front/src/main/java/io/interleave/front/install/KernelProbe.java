package io.interleave.front.install;

import com.google.gson.JsonObject;
import io.interleave.front.install.ProbeClient.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A real start of the kernel: connection file, {@code kernel_info_request}, one cell with {@code
 * 1+1}, {@code shutdown_request}.
 */
final class KernelProbe {
  private static final int START_SECONDS = 30;
  private static final long CELL_SECONDS = 30;
  private static final int END_SECONDS = 15;

  private final RunningKernel kernel;

  private KernelProbe(RunningKernel kernel) {
    this.kernel = kernel;
  }

  /** How a start went. */
  sealed interface Result {}

  /**
   * It answered, computed and ended.
   *
   * @param infoMillis from the start of the process to its first answer
   * @param resultMillis from the start of the process to the value of the first cell
   */
  record Worked(long infoMillis, long resultMillis) implements Result {}

  /** It did not; problem, cure and trouble as {@link InstallException} takes them. */
  record Failed(String problem, String cure, Trouble trouble) implements Result {}

  /**
   * Starts the command line that belongs to a connection file and takes it through a first cell.
   */
  static Result run(Function<Path, List<String>> commandFor) {
    return run(commandFor, List.of(), END_SECONDS);
  }

  /**
   * The same with more cells behind the first, whose outcome does not matter.
   *
   * @param endSeconds how long the kernel may take to end
   */
  static Result run(
      Function<Path, List<String>> commandFor, List<String> moreCells, int endSeconds) {
    long started = System.nanoTime();
    Path here = Path.of("").toAbsolutePath();
    try (RunningKernel kernel = RunningKernel.start(commandFor, here, Map.of())) {
      return new KernelProbe(kernel).run(started, moreCells, endSeconds);
    } catch (IOException e) {
      return new Failed(
          "the kernel's process does not start: " + e.getMessage(),
          "Try another JDK with --jdk HOME; the README lists causes.",
          Trouble.KERNEL_DOES_NOT_START);
    }
  }

  private Result run(long started, List<String> moreCells, int endSeconds) {
    if (!kernel.awaitFirstAnswer(START_SECONDS)) {
      return failed(kernel.silence(START_SECONDS));
    }
    long infoMillis = millisSince(started);
    Optional<String> value = value(kernel, "1+1");
    if (value.isEmpty() || !value.get().equals("2")) {
      return failed(kernel.withLastWords("the cell 1+1 gave " + value.orElse("no value")));
    }
    long resultMillis = millisSince(started);
    moreCells.forEach(code -> value(kernel, code));
    return kernel.end(endSeconds)
        ? new Worked(infoMillis, resultMillis)
        : failed(kernel.withLastWords("the kernel did not end when asked to"));
  }

  /** Runs a cell; empty when it gave no value within a bound. */
  static Optional<String> value(RunningKernel kernel, String code) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("silent", false);
    content.addProperty("store_history", false);
    content.add("user_expressions", new JsonObject());
    content.addProperty("allow_stdin", false);
    content.addProperty("stop_on_error", true);
    String id = kernel.client().ask("execute_request", content);
    Optional<String> value = Optional.empty();
    long asked = System.nanoTime();
    while (millisSince(asked) < TimeUnit.SECONDS.toMillis(CELL_SECONDS) && kernel.isAlive()) {
      Reply message =
          kernel.client().published(500).filter(reply -> reply.answers(id)).orElse(null);
      if (message == null) {
        continue;
      }
      JsonObject said = message.content();
      switch (message.type()) {
        case "execute_result" ->
            value = Optional.of(said.getAsJsonObject("data").get("text/plain").getAsString());
        case "error" -> value = Optional.of("the error " + said.get("evalue").getAsString());
        case "status" -> {
          if (said.get("execution_state").getAsString().equals("idle")) {
            return value;
          }
        }
        default -> {}
      }
    }
    return value;
  }

  private static Failed failed(String problem) {
    return new Failed(
        problem,
        "Try another JDK with --jdk HOME; the README lists causes.",
        Trouble.KERNEL_DOES_NOT_START);
  }

  private static long millisSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }
}
