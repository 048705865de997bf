package io.interleave.front.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageSpecTest {
  private static final KernelSession SESSION = new KernelSession("k", "u", InstantSource.system());
  private static final Publication.ErrorOutput ERROR =
      new Publication.ErrorOutput("IllegalStateException", "", List.of("line 1", "line 2"));

  static Stream<Reply> replies() {
    return Stream.of(
        new Reply.ExecuteOk(1),
        new Reply.ExecuteError(1, ERROR),
        new Reply.ExecuteAborted(),
        new Reply.Failed("inspect_request", "E", "", List.of()),
        new Reply.Completions(List.of(new Reply.Match("abc", "function")), 0, 2),
        new Reply.Completions(List.of(), 0, 0),
        new Reply.Inspection(true, MimeBundle.of(Map.of("text/plain", "a"))),
        new Reply.Inspection(false, new JsonObject()),
        new Reply.Completeness(Reply.Completeness.Verdict.INCOMPLETE, "  "),
        new Reply.Completeness(Reply.Completeness.Verdict.COMPLETE, ""),
        new Reply.HistoryEntries(List.of(new Reply.HistoryEntry(1, 2, "x", null)), true),
        new Reply.HistoryEntries(List.of(new Reply.HistoryEntry(1, 2, "x", null)), false),
        new Reply.Comms(Map.of("c", "t")),
        new Reply.Ports(new ConnectionFile("127.0.0.1", 1, 2, 3, 4, 5, "", "hmac-sha256")),
        new Reply.Interrupted(),
        new Reply.KernelInfo("0.1", "17.0.1", "hello", List.of(new Reply.HelpLink("a", "b"))),
        new ShutdownReply(true));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void everyReplyIsValid(Reply reply) {
    MessageSpec.assertValid(SESSION.reply(request(reply.type()), reply));
  }

  static Stream<Publication> publications() {
    JsonObject data =
        MimeBundle.of(
            Map.of(
                "text/plain", "1",
                "application/json", "{\"a\":[1,null]}",
                "application/vnd.x+json", "NaN",
                "image/png", "aGFs\nbG8=\r\n",
                "image/svg+xml", "<svg>\n</svg>",
                "no mime type", "x"));
    return Stream.of(
        new Publication.Status(Publication.Status.State.BUSY),
        new Publication.Stream(Publication.Stream.Name.STDERR, "text"),
        new Publication.DisplayData(data, new JsonObject(), null),
        new Publication.DisplayData(data, new JsonObject(), "id"),
        new Publication.UpdateDisplayData(data, new JsonObject(), "id"),
        new Publication.ExecuteResult(1, data, new JsonObject(), null),
        new Publication.ExecuteInput("1+1", 1),
        ERROR,
        new Publication.ClearOutput(true),
        new CommMessage.Open("c", "t", new JsonObject(), new JsonObject(), List.of()),
        new CommMessage.Msg("c", new JsonObject(), new JsonObject(), List.of()),
        new CommMessage.Close("c"));
  }

  @ParameterizedTest
  @MethodSource("publications")
  void everyPublicationIsValid(Publication publication) {
    JsonObject parent = request("execute_reply").header();
    MessageSpec.assertValid(SESSION.publication(parent, publication));
  }

  @Test
  void theWelcomeHasNoParentAndTheSubscriptionAsItsTopic() {
    Message welcome =
        SESSION.publication(new JsonObject(), new Publication.IopubWelcome("stream.stdout"));
    MessageSpec.assertValid(welcome);
    assertThat(welcome.identities().get(0)).asString().isEqualTo("stream.stdout");
    Message toAll = SESSION.publication(new JsonObject(), new Publication.IopubWelcome(""));
    MessageSpec.assertValid(toAll);
    assertThat(toAll.identities()).isEmpty();
  }

  @Test
  void topicsFollowTheConvention() {
    assertThat(new Publication.Stream(Publication.Stream.Name.STDOUT, "").topic("k"))
        .isEqualTo("stream.stdout");
    assertThat(new CommMessage.Close("c").topic("k")).isEqualTo("comm-c");
    assertThat(ERROR.topic("k")).isEqualTo("kernel.k.error");
  }

  @Test
  void jsonTypesBecomeValuesAndBase64LosesItsLineBreaks() {
    JsonObject bundle =
        MimeBundle.of(
            Map.of("application/json", "{\"a\":1}", "image/png", "YQ==\n", "text/plain", "a\n"));
    assertThat(bundle.get("application/json").isJsonObject()).isTrue();
    assertThat(bundle.get("image/png").getAsString()).isEqualTo("YQ==");
    assertThat(bundle.get("text/plain").getAsString()).isEqualTo("a\n");
    assertThat(MimeBundle.of(Map.of("application/json", "NaN")).get("application/json"))
        .hasToString("\"NaN\"");
  }

  @Test
  void violationsAreFound() {
    Message good = SESSION.reply(request("execute_reply"), new Reply.ExecuteOk(1));
    violation(good, "content", "status", "done");
    violation(good, "content", "execution_count", "1");
    violation(good, "content", "payload", "x");
    violation(good, "header", "date", "2026-11-20T08:24:14.811421999Z");
    violation(good, "header", "date", "2026-11-20T08:24Z");
    violation(good, "header", "version", "5.4");
    violation(good, "header", "subshell_id", "s");
    violation(good, "parent", "msg_type", "inspect_request");
    Message orphan = SESSION.publication(new JsonObject(), ERROR);
    assertThat(MessageSpec.violations(orphan)).anyMatch(each -> each.contains("no parent"));
    JsonObject withoutPlain = new JsonObject();
    withoutPlain.add("a b", new JsonArray());
    assertThat(
            MessageSpec.violations(
                SESSION.publication(
                    request("execute_reply").header(),
                    new Publication.ExecuteResult(1, withoutPlain, new JsonObject(), null))))
        .hasSize(3);
  }

  @Test
  void aMessageIdIsAllowedOnce() {
    MessageSpec spec = new MessageSpec();
    Message message = SESSION.reply(request("execute_reply"), new Reply.ExecuteOk(1));
    spec.check(message);
    assertThatThrownBy(() -> spec.check(message)).hasMessageContaining("used before");
  }

  private static void violation(Message good, String part, String field, String value) {
    Message bad =
        new Message(
            good.identities(),
            good.header().deepCopy(),
            good.parentHeader().deepCopy(),
            good.metadata(),
            good.content().deepCopy(),
            good.buffers());
    JsonObject changed =
        switch (part) {
          case "header" -> bad.header();
          case "parent" -> bad.parentHeader();
          default -> bad.content();
        };
    changed.addProperty(field, value);
    assertThat(MessageSpec.violations(bad)).as("%s.%s=%s", part, field, value).isNotEmpty();
  }

  private static Message request(String replyType) {
    KernelSession client = new KernelSession("client", "u", InstantSource.system());
    String type = replyType.substring(0, replyType.length() - "reply".length()) + "request";
    JsonObject empty = new JsonObject();
    return new Message(List.of(), client.header(type), empty, empty, empty, List.of());
  }
}
