package io.interleave.front.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.Channel;
import io.interleave.wire.Comm;
import io.interleave.wire.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RequestsTest {
  private Kernel kernel;

  @BeforeEach
  void start(@TempDir Path folder) {
    kernel = new Kernel(folder);
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  @Test
  void startingIsPublishedOnceWithoutAParent() {
    kernel.session.start();

    assertThat(kernel.outbox.published("")).containsExactly("starting");
  }

  @Test
  void everyRequestIsBusyOnceAndIdleOnce() {
    for (String type :
        List.of(
            "kernel_info_request",
            "complete_request",
            "inspect_request",
            "is_complete_request",
            "history_request",
            "comm_info_request",
            "comm_open",
            "comm_msg",
            "interrupt_request",
            "usage_request",
            "debug_request",
            "foo_request")) {
      for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL)) {
        String id = kernel.send(channel, type, new JsonObject());
        FakeOutbox.Sent reply = kernel.outbox.awaitIdle(id);

        assertThat(kernel.outbox.published(id)).filteredOn("busy"::equals).hasSize(1);
        assertThat(kernel.outbox.published(id)).filteredOn("idle"::equals).hasSize(1);
        if (reply != null) {
          assertThat(reply.to()).isEqualTo(channel.name());
        }
      }
    }
  }

  @Test
  void anUnknownRequestHasNoReply() {
    assertThat(kernel.outbox.awaitIdle(kernel.send("foo_request"))).isNull();
    String debug = kernel.send(Channel.CONTROL, "debug_request", new JsonObject());
    assertThat(kernel.outbox.awaitIdle(debug)).isNull();
  }

  @Test
  void questionsAreAnsweredWhileACellRunsAndTheCellStaysBusy() throws InterruptedException {
    String cell = kernel.execute("wait");
    kernel.engine.awaitWaiting();
    String complete = kernel.send("complete_request", "code", "o", "cursor_pos", 1);
    kernel.reply(complete);
    kernel.engine.release();
    kernel.reply(cell);

    List<String> statuses =
        kernel.outbox.all().stream()
            .filter(s -> s.type().equals("status"))
            .map(s -> s.brief() + " " + s.parentId())
            .toList();
    assertThat(statuses)
        .containsExactly(
            "busy " + cell, "busy " + complete, "idle " + complete, "busy " + cell, "idle " + cell);
  }

  @Test
  void busyIsNotRepeatedForRequestsThatServersDoNotTrack() throws InterruptedException {
    String cell = kernel.execute("wait");
    kernel.engine.awaitWaiting();
    kernel.reply(kernel.send("kernel_info_request"));
    kernel.engine.release();
    kernel.reply(cell);

    assertThat(kernel.outbox.published(cell)).containsExactly("busy", "execute_input", "idle");
  }

  @Test
  void cursorsAreCodePoints() {
    JsonObject reply =
        kernel.reply(kernel.send("complete_request", "code", "\"😀😀\" o", "cursor_pos", 6));

    assertThat(reply.get("cursor_start").getAsInt()).isEqualTo(6);
    assertThat(reply.getAsJsonArray("matches").get(0).getAsString()).isEqualTo("out");
  }

  @Test
  void commandsAreCompletedAndExplained() {
    JsonObject reply =
        kernel.reply(kernel.send("complete_request", "code", "%set", "cursor_pos", 4));
    assertThat(reply.getAsJsonArray("matches").toString()).isEqualTo("[\"%settle\"]");

    reply = kernel.reply(kernel.send("inspect_request", "code", "%settle", "cursor_pos", 4));
    assertThat(reply.toString()).contains("Usage: %settle");
  }

  @Test
  void nothingFoundIsNoError() {
    JsonObject reply = kernel.reply(kernel.send("inspect_request", "code", "zz", "cursor_pos", 1));

    assertThat(reply.get("status").getAsString()).isEqualTo("ok");
    assertThat(reply.get("found").getAsBoolean()).isFalse();
  }

  @Test
  void anInterruptEndsTheCellAndAbortsWhatWaits() throws InterruptedException {
    String cell = kernel.execute("wait");
    kernel.engine.awaitWaiting();
    String next = kernel.execute("out x");
    String interrupt = kernel.send(Channel.CONTROL, "interrupt_request", new JsonObject());

    assertThat(kernel.reply(interrupt).get("status").getAsString()).isEqualTo("ok");
    assertThat(kernel.reply(cell).get("ename").getAsString()).isEqualTo("InterruptedException");
    assertThat(kernel.reply(next).get("status").getAsString()).isEqualTo("aborted");
  }

  @Test
  void anInterruptOfNothingHasNoEffectOnTheNextCell() {
    kernel.reply(kernel.send(Channel.CONTROL, "interrupt_request", new JsonObject()));

    assertThat(kernel.run("out x").get("status").getAsString()).isEqualTo("ok");
  }

  @Test
  void shutdownIsAnsweredOnControlAndToldToAllThenEnds() throws InterruptedException {
    String cell = kernel.execute("wait");
    kernel.engine.awaitWaiting();
    kernel.send(Channel.CONTROL, "interrupt_request", new JsonObject());
    String shutdown =
        kernel.send(Channel.CONTROL, "shutdown_request", Kernel.json("restart", true));
    FakeOutbox.Sent reply = kernel.outbox.awaitIdle(shutdown);

    assertThat(reply.to()).isEqualTo("CONTROL");
    assertThat(reply.content().get("restart").getAsBoolean()).isTrue();
    assertThat(kernel.outbox.published(shutdown)).containsExactly("busy", "shutdown_reply", "idle");
    kernel.outbox.awaitIdle(cell);
    kernel.session.close();
    long end = System.nanoTime() + 10_000_000_000L;
    while (kernel.endings.isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(kernel.endings).containsExactly(true);
  }

  @Test
  void inputIsAskedOfTheSenderAndAnsweredToTheThread() {
    String cell = kernel.execute("out before\nask name? ", "allow_stdin", true);
    kernel.reply(cell);
    FakeOutbox.Sent asked = kernel.outbox.await(s -> s.type().equals("input_request"));
    assertThat(asked.parentId()).isEqualTo(cell);
    assertThat(asked.message().identities()).hasSize(1);
    assertThat(asked.content().get("prompt").getAsString()).isEqualTo("name? ");
    assertThat(kernel.outbox.all().indexOf(asked))
        .isGreaterThan(
            kernel.outbox.all().indexOf(kernel.outbox.await(s -> s.type().equals("stream"))));

    kernel.send(Channel.STDIN, "input_reply", Kernel.json("value", "Ada"));
    kernel.send(Channel.STDIN, "input_reply", Kernel.json("value", "stale"));

    assertThat(kernel.cellVm.frames).containsExactly(new Command.Input(77, "Ada"));
  }

  @Test
  void theEndOfTransmissionEndsTheInput() {
    kernel.run("ask ", "allow_stdin", true);
    kernel.send(Channel.STDIN, "input_reply", Kernel.json("value", "\u0004"));

    assertThat(kernel.cellVm.frames).containsExactly(new Command.Input(77, null));
  }

  @Test
  void aClientThatCannotBeAskedIsNotAsked() {
    kernel.run("ask name?");

    assertThat(kernel.cellVm.frames).containsExactly(new Command.Input(77, null));
    assertThat(kernel.outbox.all()).noneMatch(s -> s.type().equals("input_request"));
  }

  @Test
  void anInterruptWithdrawsTheQuestion() throws InterruptedException {
    String cell = kernel.execute("ask a\nwait", "allow_stdin", true);
    kernel.engine.awaitWaiting();
    kernel.send(Channel.CONTROL, "interrupt_request", new JsonObject());
    kernel.reply(cell);
    kernel.send(Channel.STDIN, "input_reply", Kernel.json("value", "late"));

    assertThat(kernel.cellVm.frames).isEmpty();
    kernel.run("ask b", "allow_stdin", true);
    assertThat(kernel.outbox.all().stream().filter(s -> s.type().equals("input_request")))
        .hasSize(2);
  }

  @Test
  void anAnswerToAWithdrawnQuestionIsNotTakenForOneToTheNext() {
    String stopped = kernel.execute("ask a\nwait", "allow_stdin", true);
    FakeOutbox.Sent first = kernel.outbox.await(s -> s.type().equals("input_request"));
    kernel.send(Channel.CONTROL, "interrupt_request", new JsonObject());
    kernel.reply(stopped);
    String next = kernel.execute("ask b", "allow_stdin", true);
    FakeOutbox.Sent second =
        kernel.outbox.await(s -> s.type().equals("input_request") && s.parentId().equals(next));

    kernel.answer(first, "late");
    kernel.answer(second, "Ada");

    assertThat(kernel.cellVm.frames).containsExactly(new Command.Input(77, "Ada"));
  }

  @Test
  void anUnknownCommTargetIsClosedAtOnce() {
    String id = kernel.send("comm_open", "comm_id", "c1", "target_name", "jupyter.widget.control");
    kernel.outbox.awaitIdle(id);

    assertThat(kernel.outbox.published(id)).containsExactly("busy", "comm_close", "idle");
    assertThat(kernel.reply(kernel.send("comm_info_request")).getAsJsonObject("comms").size())
        .isZero();
  }

  @Test
  void aKnownCommGetsItsMessagesWithBuffersBothWays() {
    kernel.outbox.awaitIdle(kernel.send("comm_open", "comm_id", "c1", "target_name", "known"));
    byte[] buffer = "buffer".getBytes(StandardCharsets.UTF_8);
    String message =
        kernel.send(
            Channel.SHELL,
            "comm_msg",
            Kernel.json("comm_id", "c1", "data", Kernel.json("value", 3)),
            List.of(buffer));
    kernel.outbox.awaitIdle(message);
    Comm received = (Comm) kernel.cellVm.frames.get(1);
    assertThat(received.dataJson()).isEqualTo("{\"value\":3}");
    assertThat(received.buffers().get(0)).isEqualTo(buffer);

    kernel.events.comm(
        new Comm(
            0, received.cell(), Comm.Kind.MESSAGE, "c1", "", "{\"v\":4}", "{}", List.of(buffer)));
    FakeOutbox.Sent sent = kernel.outbox.await(s -> s.type().equals("comm_msg"));
    assertThat(sent.parentId()).isEqualTo(message);
    assertThat(sent.message().buffers().get(0)).isEqualTo(buffer);
    assertThat(kernel.reply(kernel.send("comm_info_request")).toString()).contains("\"known\"");
  }

  @Test
  void usageNamesTheProcessAndTheHost() {
    JsonObject usage =
        kernel.reply(kernel.send(Channel.CONTROL, "usage_request", new JsonObject()));

    assertThat(usage.get("pid").getAsLong()).isEqualTo(ProcessHandle.current().pid());
    assertThat(usage.get("cpu_count").getAsInt()).isPositive();
    assertThat(usage.has("kernel_memory")).isTrue();
  }
}
