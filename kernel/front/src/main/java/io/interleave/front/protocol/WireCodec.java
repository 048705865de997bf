package io.interleave.front.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Messages to frames and back (Jupyter messaging, The Wire Protocol): identities, {@code
 * <IDS|MSG>}, signature, header, parent header, metadata, content, buffers.
 */
public final class WireCodec {
  /** How many signatures are remembered to recognise a message that is sent again. */
  static final int REMEMBERED_SIGNATURES = 65_536;

  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EMPTY_OBJECT = {'{', '}'};
  private static final int JSON_FRAMES = 4;

  private final Signer signer;
  private final ReplayMemory replays = new ReplayMemory(REMEMBERED_SIGNATURES);

  public WireCodec(Signer signer) {
    this.signer = signer;
  }

  /** The frames of a message; buffers are passed on, not copied. */
  public List<byte[]> encode(Message message) {
    List<byte[]> json =
        List.of(
            JsonText.utf8(message.header()),
            object(message.parentHeader()),
            object(message.metadata()),
            object(message.content()));
    List<byte[]> frames =
        new ArrayList<>(message.identities().size() + 6 + message.buffers().size());
    frames.addAll(message.identities());
    frames.add(DELIMITER);
    frames.add(signer.sign(json));
    frames.addAll(json);
    frames.addAll(message.buffers());
    return frames;
  }

  /**
   * Reads a message. The signature is checked over the bytes as they came.
   *
   * @throws BadMessageException when frames are missing, the signature is wrong or was seen before,
   *     a JSON frame is no object, or the header has no type
   */
  public Message decode(List<byte[]> frames) throws BadMessageException {
    int delimiter = 0;
    while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
      delimiter++;
    }
    if (delimiter == frames.size()) {
      throw new BadMessageException("no <IDS|MSG> among " + frames.size() + " frames");
    }
    int buffers = delimiter + 2 + JSON_FRAMES;
    if (frames.size() < buffers) {
      throw new BadMessageException(
          (frames.size() - delimiter - 1) + " frames behind <IDS|MSG>, at least 5 are needed");
    }
    byte[] signature = frames.get(delimiter + 1);
    List<byte[]> json = frames.subList(delimiter + 2, buffers);
    if (!signer.verify(signature, json)) {
      throw new BadMessageException(
          signature.length == 0 ? "it is not signed" : "its signature is wrong");
    }
    JsonObject header = object(json.get(0), "header");
    if (!(header.get("msg_type") instanceof JsonPrimitive type) || !type.isString()) {
      throw new BadMessageException("its header has no msg_type");
    }
    Message message =
        new Message(
            List.copyOf(frames.subList(0, delimiter)),
            header,
            object(json.get(1), "parent header"),
            object(json.get(2), "metadata"),
            object(json.get(3), "content"),
            List.copyOf(frames.subList(buffers, frames.size())));
    if (!signer.isOff() && !replays.add(signature)) {
      throw new BadMessageException("it was received before");
    }
    return message;
  }

  private static byte[] object(JsonObject object) {
    return object.size() == 0 ? EMPTY_OBJECT : JsonText.utf8(object);
  }

  private static JsonObject object(byte[] utf8, String part) throws BadMessageException {
    if (Arrays.equals(utf8, EMPTY_OBJECT)) {
      return new JsonObject();
    }
    JsonElement element;
    try {
      element = JsonText.parse(utf8);
    } catch (BadMessageException e) {
      throw new BadMessageException("its " + part + " is " + e.getMessage());
    }
    if (element instanceof JsonObject object) {
      return object;
    }
    throw new BadMessageException("its " + part + " is no JSON object");
  }
}
