package io.interleave.front.install;

import com.google.gson.JsonObject;
import io.interleave.front.install.ProbeClient.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A real start of the kernel: connection file, {@code kernel_info_request}, one cell with {@code
 * 1+1}, {@code shutdown_request}.
 */
final class KernelProbe {
  private static final long START_SECONDS = 30;
  private static final long CELL_SECONDS = 30;
  private static final long END_SECONDS = 15;
  private static final int LONGEST_LOG = 300;

  private final Process process;
  private final ProbeClient client;
  private final Path log;

  private KernelProbe(Process process, ProbeClient client, Path log) {
    this.process = process;
    this.client = client;
    this.log = log;
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
    Path folder = null;
    try {
      folder = Files.createTempDirectory("interleave-probe-");
      ProbePorts ports = ProbePorts.free();
      Path connectionFile = folder.resolve("kernel.json");
      Path log = folder.resolve("log");
      Files.writeString(connectionFile, ports.connectionFile());
      Process process =
          new ProcessBuilder(commandFor.apply(connectionFile))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      try (ProbeClient client = new ProbeClient(ports)) {
        return new KernelProbe(process, client, log).run();
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return new Failed(
          "the kernel's process does not start: " + e.getMessage(),
          "Try another JDK with --jdk HOME; the README lists causes.",
          Trouble.KERNEL_DOES_NOT_START);
    } finally {
      deleteQuietly(folder);
    }
  }

  private Result run() {
    long started = System.nanoTime();
    if (!firstAnswer(started)) {
      return process.isAlive()
          ? failed("the kernel did not answer within " + START_SECONDS + " s")
          : failed("the kernel ended with status " + process.exitValue() + " before it answered");
    }
    long infoMillis = millisSince(started);
    Optional<String> value = firstValue();
    if (value.isEmpty() || !value.get().equals("2")) {
      return failed("the cell 1+1 gave " + value.orElse("no value"));
    }
    long resultMillis = millisSince(started);
    return ended()
        ? new Worked(infoMillis, resultMillis)
        : failed("the kernel did not end when asked to");
  }

  /** Asks until a reply has come and something was published: then the subscription stands. */
  private boolean firstAnswer(long started) {
    boolean replied = false;
    boolean subscribed = false;
    while (millisSince(started) < TimeUnit.SECONDS.toMillis(START_SECONDS)) {
      client.ask("kernel_info_request", new JsonObject());
      replied |= client.shellReply(1000).isPresent();
      subscribed |= replied && client.published(200).isPresent();
      if (replied && subscribed) {
        return true;
      }
      if (!process.isAlive()) {
        return false;
      }
    }
    return false;
  }

  private Optional<String> firstValue() {
    JsonObject content = new JsonObject();
    content.addProperty("code", "1+1");
    content.addProperty("silent", false);
    content.addProperty("store_history", false);
    content.add("user_expressions", new JsonObject());
    content.addProperty("allow_stdin", false);
    content.addProperty("stop_on_error", true);
    String id = client.ask("execute_request", content);
    Optional<String> value = Optional.empty();
    long asked = System.nanoTime();
    while (millisSince(asked) < TimeUnit.SECONDS.toMillis(CELL_SECONDS) && process.isAlive()) {
      Reply message = client.published(500).filter(reply -> reply.answers(id)).orElse(null);
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

  private boolean ended() {
    JsonObject content = new JsonObject();
    content.addProperty("restart", false);
    client.control("shutdown_request", content);
    try {
      return process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Failed failed(String problem) {
    String said = lastWords();
    return new Failed(
        problem + (said.isEmpty() ? "" : "; it said: " + said),
        "Try another JDK with --jdk HOME; the README lists causes.",
        Trouble.KERNEL_DOES_NOT_START);
  }

  private String lastWords() {
    try {
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
      String line = text.replaceAll("\\s*\\R\\s*", " | ");
      return line.length() <= LONGEST_LOG ? line : line.substring(0, LONGEST_LOG) + "…";
    } catch (IOException e) {
      return "";
    }
  }

  private static long millisSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  private static void deleteQuietly(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    for (String name : List.of("kernel.json", "log", "")) {
      try {
        Files.deleteIfExists(folder.resolve(name));
      } catch (IOException e) {
        return; // A temporary folder that stays is not worth a message.
      }
    }
  }
}
