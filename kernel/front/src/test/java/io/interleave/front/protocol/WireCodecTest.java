package io.interleave.front.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireCodecTest {
  private static final String HEADER =
      "{\"msg_id\":\"m1\",\"session\":\"s\",\"username\":\"u\",\"date\":\"2026-11-20T08:24Z\","
          + "\"msg_type\":\"kernel_info_request\",\"version\":\"5.2\"}";

  private final KernelSession session = new KernelSession("k", "user", InstantSource.system());
  private final Signer signer = signer("key");
  private final WireCodec codec = new WireCodec(signer);

  @Test
  void identitiesAndBuffersSurviveWhateverTheirNumber() throws Exception {
    for (int identities : new int[] {0, 1, 3}) {
      List<byte[]> frames = new ArrayList<>();
      for (int i = 0; i < identities; i++) {
        frames.add(new byte[] {0, (byte) i, (byte) 0x80});
      }
      String header = HEADER.replace("m1", "m" + identities);
      frames.addAll(signed(header, "{}", "{}", "{}"));
      frames.add(new byte[] {1, 2, 3});
      frames.add(new byte[0]);
      Message message = codec.decode(frames);
      assertThat(message.identities()).hasSize(identities);
      assertThat(message.buffers()).containsExactly(new byte[] {1, 2, 3}, new byte[0]);

      List<byte[]> reply = codec.encode(session.reply(message, new Reply.Interrupted()));
      assertThat(reply.subList(0, identities)).isEqualTo(frames.subList(0, identities));
      assertThat(reply.get(identities)).asString().isEqualTo("<IDS|MSG>");
      assertThat(reply).hasSize(identities + 6);
    }
  }

  @Test
  void whatIsEncodedIsDecodedAgain() throws Exception {
    CommMessage sent =
        new CommMessage.Msg(
            "c1",
            object("{\"state\":{\"value\":1.50}}"),
            object("{\"m\":null}"),
            List.of(new byte[1 << 20]));
    Message message = session.publication(object(HEADER), sent);
    List<byte[]> frames = codec.encode(message);
    assertThat(frames.get(0)).asString().isEqualTo("comm-c1");

    Message back = new WireCodec(signer).decode(frames);
    assertThat(back.header()).isEqualTo(message.header());
    assertThat(back.parentHeader()).hasToString(HEADER);
    assertThat(back.metadata()).hasToString("{\"m\":null}");
    assertThat(back.content())
        .hasToString("{\"comm_id\":\"c1\",\"data\":{\"state\":{\"value\":1.50}}}");
    assertThat(back.buffers().get(0)).isSameAs(sent.buffers().get(0));
    MessageSpec.assertValid(back);
  }

  @Test
  void theSignatureIsCheckedOverTheBytesAsTheyCame() throws Exception {
    String spaced = "{ \"msg_type\" :\t\"a\",\n\"msg_id\" : \"m\\u0031\", \"n\": 1.0e+2 }";
    Message message = codec.decode(signed(spaced, " {} ", "{\r\n}", "{\"x\" : 1 }"));
    assertThat(message.type()).isEqualTo("a");
    assertThat(message.id()).isEqualTo("m1");
  }

  @Test
  void theParentHeaderIsTheRequestsHeaderVerbatim() throws Exception {
    String header =
        "{\"msg_type\":\"x_request\",\"msg_id\":\"m\",\"x\":{\"a\":1,\"b\":[1.0,1e5,null,true]},"
            + "\"big\":123456789012345678901234567890,\"date\":\"yesterday\",\"subshell_id\":null,"
            + "\"u\":\"\u00e9\u20ac\ud83d\ude00\"}";
    Message request = codec.decode(signed(header, "{}", "{}", "{}"));
    List<byte[]> reply = codec.encode(session.reply(request, new Reply.Interrupted()));
    assertThat(reply.get(3)).asString().isEqualTo(header);
    List<byte[]> status =
        codec.encode(
            session.publication(
                request.header(), new Publication.Status(Publication.Status.State.BUSY)));
    assertThat(status.get(4)).asString().isEqualTo(header);
  }

  @Test
  void buffersAreNotSigned() throws Exception {
    List<byte[]> frames = new ArrayList<>(signed(HEADER, "{}", "{}", "{}"));
    frames.add("any".getBytes(UTF_8));
    assertThat(codec.decode(frames).buffers()).hasSize(1);
  }

  @Test
  void everyKindOfGarbageIsNamed() {
    reject(List.of(), "no <IDS|MSG> among 0 frames");
    reject(List.of(utf8("a"), utf8("b")), "no <IDS|MSG> among 2 frames");
    reject(List.of(utf8("<IDS|MSG>")), "0 frames behind");
    reject(signed(HEADER, "{}", "{}", "{}").subList(0, 5), "4 frames behind");
    List<byte[]> unsigned = new ArrayList<>(signed(HEADER, "{}", "{}", "{}"));
    unsigned.set(1, new byte[0]);
    reject(unsigned, "not signed");
    unsigned.set(1, utf8("0".repeat(64)));
    reject(unsigned, "signature is wrong");
    reject(signed("{", "{}", "{}", "{}"), "header is invalid JSON");
    reject(signed("[]", "{}", "{}", "{}"), "header is no JSON object");
    reject(signed("{}", "{}", "{}", "{}"), "no msg_type");
    reject(signed("{\"msg_type\":1}", "{}", "{}", "{}"), "no msg_type");
    reject(signed(HEADER, "null", "{}", "{}"), "parent header is no JSON object");
    reject(signed(HEADER, "{}", "{\"a\":NaN}", "{}"), "metadata is invalid JSON");
    reject(signed(HEADER, "{}", "{}", "{} {}"), "content is");
    reject(signed(HEADER, "{}", "{}", ""), "content is invalid JSON");
    reject(signed(HEADER, "{}", "{}", "{\"a\":" + "[".repeat(100_000)), "content is invalid JSON");
  }

  @Test
  void aMessageThatComesAgainIsRejected() throws Exception {
    List<byte[]> frames = signed(HEADER, "{}", "{}", "{}");
    codec.decode(frames);
    reject(frames, "received before");
  }

  @Test
  void aRejectedMessageIsNotRemembered() throws Exception {
    List<byte[]> frames = new ArrayList<>(signed(HEADER, "{}", "{}", "{}"));
    List<byte[]> changed = new ArrayList<>(frames);
    changed.set(5, utf8("{\"code\":\"bad\"}"));
    reject(changed, "signature is wrong");
    assertThat(codec.decode(frames).id()).isEqualTo("m1");
  }

  @Test
  void theLast65536SignaturesAreRemembered() {
    ReplayMemory memory = new ReplayMemory(WireCodec.REMEMBERED_SIGNATURES);
    byte[] first = signer.sign(List.of(utf8("first")));
    assertThat(memory.add(first)).isTrue();
    for (int i = 1; i < WireCodec.REMEMBERED_SIGNATURES; i++) {
      assertThat(memory.add(signer.sign(List.of(utf8("m" + i))))).isTrue();
    }
    assertThat(memory.add(first)).isFalse();
    memory.add(signer.sign(List.of(utf8("one more"))));
    assertThat(memory.add(first)).isTrue();
  }

  @Test
  void withoutAKeyNothingIsSignedAndTheSameMessageMayComeTwice() throws Exception {
    WireCodec open = new WireCodec(signer(""));
    List<byte[]> frames = signed(HEADER, "{}", "{}", "{}");
    open.decode(frames);
    Message message = open.decode(frames);
    List<byte[]> reply = open.encode(session.reply(message, new Reply.Interrupted()));
    assertThat(reply).hasSize(6);
    assertThat(reply.get(1)).isEmpty();
  }

  @Test
  void randomFramesAreRejectedAndNothingElse() {
    Random random = new Random(11);
    List<byte[]> valid = signed(HEADER, "{}", "{}", "{}");
    for (int i = 0; i < 10_000; i++) {
      List<byte[]> frames = new ArrayList<>();
      for (int n = random.nextInt(9); n >= 0; n--) {
        byte[] frame = new byte[random.nextInt(40)];
        random.nextBytes(frame);
        frames.add(random.nextBoolean() ? frame : valid.get(random.nextInt(valid.size())));
      }
      assertThatThrownBy(() -> codec.decode(frames)).isInstanceOf(BadMessageException.class);
    }
  }

  @Test
  void outgoingJsonHasNoNanNoLoneSurrogatesAndEmptyObjectsWhereNothingIs() {
    JsonObject data = new JsonObject();
    data.addProperty("application/json", Double.NaN);
    JsonObject nested = new JsonObject();
    nested.addProperty("inf", Float.NEGATIVE_INFINITY);
    nested.addProperty("\ud800key", "a\udc00b\ud83d\ude00\u0000\u2028\"\\\n");
    data.add("x/y+json", nested);
    List<byte[]> frames =
        codec.encode(
            session.publication(
                new JsonObject(), new Publication.DisplayData(data, new JsonObject(), null)));
    assertThat(frames.get(4)).asString().isEqualTo("{}");
    assertThat(frames.get(5)).asString().isEqualTo("{}");
    assertThat(new String(frames.get(6), UTF_8))
        .isEqualTo(
            "{\"data\":{\"application/json\":null,\"x/y+json\":{\"inf\":null,"
                + "\"\ufffdkey\":\"a\ufffdb\ud83d\ude00\\u0000\u2028\\\"\\\\\\n\"}},"
                + "\"metadata\":{},\"transient\":{}}");
  }

  @Test
  void anyTextComesBackAsItWas() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(600); n > 0; n--) {
        int codePoint =
            random.nextInt(3) == 0
                ? random.nextInt(Character.MAX_CODE_POINT + 1)
                : random.nextInt(random.nextBoolean() ? 128 : 0x900);
        text.appendCodePoint(codePoint >= 0xd800 && codePoint < 0xe000 ? 0x1f600 : codePoint);
      }
      byte[] utf8 = JsonText.utf8(new JsonPrimitive(text.toString()));
      assertThat(JsonText.parse(utf8).getAsString()).isEqualTo(text.toString());
      assertThat(JsonParser.parseString(new String(utf8, UTF_8)).getAsString())
          .isEqualTo(text.toString());
    }
  }

  private void reject(List<byte[]> frames, String reason) {
    assertThatThrownBy(() -> codec.decode(frames))
        .isInstanceOf(BadMessageException.class)
        .hasMessageContaining(reason);
  }

  private List<byte[]> signed(String header, String parent, String metadata, String content) {
    List<byte[]> json = List.of(utf8(header), utf8(parent), utf8(metadata), utf8(content));
    List<byte[]> frames = new ArrayList<>();
    frames.add("<IDS|MSG>".getBytes(US_ASCII));
    frames.add(signer.sign(json));
    frames.addAll(json);
    return frames;
  }

  private static JsonObject object(String json) throws BadMessageException {
    return JsonText.parse(json).getAsJsonObject();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static Signer signer(String key) {
    try {
      return Signer.of("hmac-sha256", key);
    } catch (ConnectionFileException e) {
      throw new AssertionError(e);
    }
  }
}
