package io.interleave.front.install;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A kernel in a process of its own and its only client. One thread uses it; closing it ends the
 * process whatever state it is in.
 */
public final class RunningKernel implements AutoCloseable {
  private static final int LONGEST_LOG = 300;

  private final Process process;
  private final ProbeClient client;
  private final Path folder;
  private boolean answered;

  private RunningKernel(Process process, ProbeClient client, Path folder) {
    this.process = process;
    this.client = client;
    this.folder = folder;
  }

  /**
   * Starts the kernel of a jar.
   *
   * @param workingFolder where its cells run
   * @param settings environment variables on top of those of this process
   * @throws IOException when there is no such jar or the process does not start
   */
  public static RunningKernel start(
      Jdk jdk, Path jar, Path workingFolder, Map<String, String> settings) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new IOException("there is no jar at " + jar + "; build it with ./mvnw package");
    }
    return start(file -> KernelSpec.command(jdk, jar, file), workingFolder, settings);
  }

  /** The same for the command line that belongs to a connection file. */
  static RunningKernel start(
      Function<Path, List<String>> commandFor, Path workingFolder, Map<String, String> settings)
      throws IOException {
    Path folder = Files.createTempDirectory("interleave-kernel-");
    try {
      ProbePorts ports = ProbePorts.free();
      Path connectionFile = folder.resolve("kernel.json");
      Files.writeString(connectionFile, ports.connectionFile());
      ProcessBuilder builder =
          new ProcessBuilder(commandFor.apply(connectionFile))
              .directory(workingFolder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile());
      builder.environment().putAll(settings);
      builder.environment().remove("JPY_SESSION_NAME"); // no Jupyter Server reads what it sends
      // When this process is killed the kernel ends by itself.
      builder.environment().put("JPY_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
      Process process = builder.start();
      process.getOutputStream().close();
      return new RunningKernel(process, new ProbeClient(ports), folder);
    } catch (IOException e) {
      delete(folder);
      throw e;
    }
  }

  public ProbeClient client() {
    return client;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Asks until a reply has come and something was published: then the subscription stands.
   *
   * @return whether it did in time
   */
  public boolean awaitFirstAnswer(int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    boolean replied = false;
    boolean subscribed = false;
    while (System.nanoTime() - end < 0) {
      client.ask("kernel_info_request", new JsonObject());
      replied |= client.shellReply(1000).isPresent();
      subscribed |= replied && client.published(200).isPresent();
      if (replied && subscribed) {
        answered = true;
        return true;
      }
      if (!process.isAlive()) {
        return false;
      }
    }
    return false;
  }

  /** Whether {@link #awaitFirstAnswer} was successful. */
  public boolean hasAnswered() {
    return answered;
  }

  /** Whether it ended because another program took a port that had been free a moment before. */
  public boolean lostItsPorts() {
    return !answered && !process.isAlive() && withLastWords("").contains("Cannot listen on");
  }

  /**
   * Asks it to shut down.
   *
   * @return whether it did in time
   */
  public boolean end(int seconds) {
    JsonObject content = new JsonObject();
    content.addProperty("restart", false);
    client.control("shutdown_request", content);
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Why it gave no answer, with what it said itself. */
  public String silence(int seconds) {
    String problem =
        process.isAlive()
            ? "the kernel did not answer within " + seconds + " s"
            : "the kernel ended with status " + process.exitValue() + " before it answered";
    return withLastWords(problem);
  }

  /** A problem, followed by what the process wrote to its log. */
  public String withLastWords(String problem) {
    try {
      Path log = folder.resolve("log");
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
      String line = text.replaceAll("\\s*\\R\\s*", " | ");
      String said = line.length() <= LONGEST_LOG ? line : line.substring(0, LONGEST_LOG) + "…";
      return problem + (said.isEmpty() ? "" : "; it said: " + said);
    } catch (IOException e) {
      return problem;
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    client.close();
    delete(folder);
  }

  private static void delete(Path folder) {
    for (String name : List.of("kernel.json", "log", "")) {
      try {
        Files.deleteIfExists(folder.resolve(name));
      } catch (IOException e) {
        return; // A temporary folder that stays is not worth a message.
      }
    }
  }
}
