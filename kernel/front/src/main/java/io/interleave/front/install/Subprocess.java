package io.interleave.front.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What a short-lived process said.
 *
 * @param exitCode its status; -1 when it was ended because it took too long
 * @param text stdout and stderr together, at most 64 KB
 */
record Subprocess(int exitCode, String text) {
  private static final int MOST_BYTES = 64 * 1024;

  /**
   * Runs a command to its end or for {@code seconds}, whichever comes first.
   *
   * @throws IOException when it cannot be started
   */
  static Subprocess run(List<String> command, int seconds) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread reader =
        new Thread(() -> text.complete(read(process.getInputStream())), "subprocess-reader");
    reader.setDaemon(true);
    reader.start();
    try {
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      reader.join(2000);
      return new Subprocess(ended ? process.exitValue() : -1, text.getNow(""));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return new Subprocess(-1, text.getNow(""));
    }
  }

  private static String read(InputStream in) {
    try (in) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      in.transferTo(OutputStream.nullOutputStream());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // The process was ended under us; its exit code tells.
    }
  }
}
