package io.interleave.front.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.interleave.front.protocol.Channel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HistoryTest {
  @TempDir Path folder;

  private static String ask(Kernel kernel, Object... pairs) {
    String id = kernel.send("history_request", pairs);
    return kernel.reply(id).get("history").toString();
  }

  @Test
  void tailRangeAndSearchFindWhatWasStored() {
    try (Kernel kernel = new Kernel(folder)) {
      for (String code : List.of("out a", "out b", "err a", "out a")) {
        kernel.run(code);
      }
      kernel.run("out hidden", "store_history", false);
      kernel.run("out silent", "silent", true);

      assertThat(ask(kernel, "hist_access_type", "tail", "n", 2))
          .isEqualTo("[[1,3,\"err a\"],[1,4,\"out a\"]]");
      assertThat(ask(kernel, "hist_access_type", "range", "session", 0, "start", 2, "stop", 3))
          .isEqualTo("[[1,2,\"out b\"]]");
      assertThat(ask(kernel, "hist_access_type", "search", "pattern", "?ut *", "n", 9))
          .isEqualTo("[[1,1,\"out a\"],[1,2,\"out b\"],[1,4,\"out a\"]]");
      assertThat(
              ask(kernel, "hist_access_type", "search", "pattern", "out*", "n", 9, "unique", true))
          .isEqualTo("[[1,2,\"out b\"],[1,4,\"out a\"]]");
      assertThat(ask(kernel, "hist_access_type", "search", "pattern", "out*", "n", 1))
          .isEqualTo("[[1,4,\"out a\"]]");
    }
  }

  @Test
  void outputsAreGivenWhereTheyAreAskedFor() {
    try (Kernel kernel = new Kernel(folder)) {
      kernel.run("value 42");
      kernel.run("out x");

      assertThat(ask(kernel, "hist_access_type", "tail", "n", 2, "output", true))
          .isEqualTo("[[1,1,[\"value 42\",\"42\"]],[1,2,[\"out x\",null]]]");
    }
  }

  @Test
  void nullsAreTakenForWhatIsNotGiven() {
    try (Kernel kernel = new Kernel(folder)) {
      kernel.run("out x");
      JsonObject content = new JsonObject();
      for (String key : List.of("session", "start", "stop", "n", "pattern", "unique", "output")) {
        content.add(key, JsonNull.INSTANCE);
      }
      content.addProperty("hist_access_type", "search");
      String id = kernel.send(Channel.SHELL, "history_request", content);

      assertThat(kernel.reply(id).get("history").toString()).isEqualTo("[[1,1,\"out x\"]]");
    }
  }

  @Test
  void inputsOfEarlierSessionsAreRemembered() {
    try (Kernel kernel = new Kernel(folder)) {
      kernel.run("out first\nout \"second\"");
    }
    try (Kernel kernel = new Kernel(folder)) {
      kernel.run("out third");

      assertThat(ask(kernel, "hist_access_type", "tail", "n", 9))
          .isEqualTo("[[1,1,\"out first\\nout \\\"second\\\"\"],[2,1,\"out third\"]]");
      assertThat(ask(kernel, "hist_access_type", "range", "session", -1, "start", 0))
          .contains("first")
          .doesNotContain("third");
    }
  }

  @Test
  void brokenLinesOfTheFileAreSkipped() throws IOException {
    Files.writeString(
        folder.resolve("history"), "[1,1,\"a\"]\n{\n[1,2\n\nnull\n[1,\"x\",3]\n[1,2,\"b\"]");
    try (Kernel kernel = new Kernel(folder)) {
      assertThat(ask(kernel, "hist_access_type", "tail", "n", 9))
          .isEqualTo("[[1,1,\"a\"],[1,2,\"b\"]]");
    }
  }

  @Test
  void aBrokenByteLosesItsOwnLineOnly() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("[1,1,\"a\"]\n[1,2,\"".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xff);
    bytes.writeBytes("\"]\n[1,3,\"c\"]\n".getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("history"), bytes.toByteArray());
    try (Kernel kernel = new Kernel(folder)) {
      assertThat(ask(kernel, "hist_access_type", "tail", "n", 9))
          .contains("[1,1,\"a\"]", "[1,3,\"c\"]");
    }
  }

  @Test
  void theNextSessionOfALongFileIsNumberedBehindItsLast() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int session = 1; session <= 900; session++) {
      lines.append('[').append(session).append(",1,\"").append("x".repeat(1_000)).append("\"]\n");
    }
    lines.append("[7,2,\"of an older session\"]\n");
    Files.writeString(folder.resolve("history"), lines);
    try (Kernel kernel = new Kernel(folder)) {
      kernel.run("out new");
      assertThat(ask(kernel, "hist_access_type", "tail", "n", 1)).startsWith("[[901,1,");
    }
  }

  @Test
  void aFileThatGrewTooLongIsCutToItsLastInputs() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int line = 1; line <= 10_005; line++) {
      lines.append("[1,").append(line).append(",\"").append("x".repeat(1_700)).append("\"]\n");
    }
    Path file = Files.writeString(folder.resolve("history"), lines);
    Set<PosixFilePermission> ownersOnly = PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(file, ownersOnly);
    try (Kernel kernel = new Kernel(folder)) {
      assertThat(ask(kernel, "hist_access_type", "tail", "n", 1)).startsWith("[[1,10005,");
      kernel.run("out new");
      assertThat(ask(kernel, "hist_access_type", "tail", "n", 1)).startsWith("[[2,1,");
    }
    List<String> kept = Files.readAllLines(file);
    assertThat(kept).hasSize(10_001);
    assertThat(kept.get(0)).startsWith("[1,6,");
    assertThat(kept.get(10_000)).isEqualTo("[2,1,\"out new\"]");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(ownersOnly);
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void aFolderThatCannotBeWrittenLeavesHistoryInMemory() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    History history = new History(new HistoryFile(file.resolve("history")));
    history.add(1, "x");

    var found =
        history.find(
            new io.interleave.front.protocol.Request.History(
                io.interleave.front.protocol.Request.HistoryAccess.TAIL,
                false,
                true,
                0,
                0,
                null,
                5,
                "*",
                false));
    assertThat(found.entries()).hasSize(1);
    history.close();
  }

  @Test
  void aGlobIsNoRegularExpression() {
    assertThat(History.glob("a.b*").matcher("a.b.c\nd").matches()).isTrue();
    assertThat(History.glob("a.b").matcher("axb").matches()).isFalse();
    assertThat(History.glob("*".repeat(1_000) + "z").matcher("a".repeat(10_000)).matches())
        .isFalse();
    assertThat(History.glob("[\\E(").matcher("[\\E(").matches()).isTrue();
  }
}
