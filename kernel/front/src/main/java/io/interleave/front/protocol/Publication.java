package io.interleave.front.protocol;

import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of a message on IOPub. */
public sealed interface Publication permits Publication.Plain, CommMessage, ShutdownReply {

  /** The message type, such as {@code stream}. */
  String type();

  /** The content as it goes over the wire. */
  JsonObject toJson();

  /** The message's metadata; only comm messages have any. */
  default JsonObject metadata() {
    return new JsonObject();
  }

  /** Raw frames behind the content; only comm messages have any. */
  default List<byte[]> buffers() {
    return List.of();
  }

  /** What a subscriber may filter on. */
  default String topic(String kernelId) {
    return "kernel." + kernelId + '.' + type();
  }

  /** Everything that only travels on IOPub and has no buffers. */
  sealed interface Plain extends Publication {}

  /** What the kernel does for the request in the parent header. */
  record Status(State state) implements Plain {
    /** The states a kernel may publish; clients reject others. */
    public enum State {
      STARTING("starting"),
      BUSY("busy"),
      IDLE("idle");

      private final String word;

      State(String word) {
        this.word = word;
      }
    }

    @Override
    public String type() {
      return "status";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("execution_state", state.word);
      return json;
    }
  }

  /** Text that code wrote. */
  record Stream(Name name, String text) implements Plain {
    /** Which stream. */
    public enum Name {
      STDOUT("stdout"),
      STDERR("stderr");

      private final String word;

      Name(String word) {
        this.word = word;
      }
    }

    @Override
    public String type() {
      return "stream";
    }

    @Override
    public String topic(String kernelId) {
      return name == Name.STDOUT ? "stream.stdout" : "stream.stderr";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("name", name.word);
      json.addProperty("text", text);
      return json;
    }
  }

  /**
   * A rich output.
   *
   * @param data see {@link MimeBundle}
   * @param metadataOfData by MIME type
   * @param displayId what an update names; null when it is never updated
   */
  record DisplayData(JsonObject data, JsonObject metadataOfData, @Nullable String displayId)
      implements Plain {
    @Override
    public String type() {
      return "display_data";
    }

    @Override
    public JsonObject toJson() {
      return bundle(data, metadataOfData, displayId);
    }
  }

  /** Another state of every output with this display id. */
  record UpdateDisplayData(JsonObject data, JsonObject metadataOfData, String displayId)
      implements Plain {
    @Override
    public String type() {
      return "update_display_data";
    }

    @Override
    public JsonObject toJson() {
      return bundle(data, metadataOfData, displayId);
    }
  }

  /** The value of a cell; {@code data} always has {@code text/plain}. */
  record ExecuteResult(
      int executionCount, JsonObject data, JsonObject metadataOfData, @Nullable String displayId)
      implements Plain {
    @Override
    public String type() {
      return "execute_result";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = bundle(data, metadataOfData, displayId);
      json.addProperty("execution_count", executionCount);
      return json;
    }
  }

  /** The code that now runs, verbatim. */
  record ExecuteInput(String code, int executionCount) implements Plain {
    @Override
    public String type() {
      return "execute_input";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("code", code);
      json.addProperty("execution_count", executionCount);
      return json;
    }
  }

  /** What went wrong; lines of {@code traceback} may hold ANSI colours. */
  record ErrorOutput(String ename, String evalue, List<String> traceback) implements Plain {
    @Override
    public String type() {
      return "error";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("ename", ename);
      json.addProperty("evalue", evalue);
      json.add("traceback", Fields.array(traceback));
      return json;
    }
  }

  /** Clears the outputs of the cell, at once or when the next output comes. */
  record ClearOutput(boolean untilNext) implements Plain {
    @Override
    public String type() {
      return "clear_output";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("wait", untilNext);
      return json;
    }
  }

  /** The first message to a new subscriber (JEP 65); its topic is the subscription itself. */
  record IopubWelcome(String subscription) implements Plain {
    @Override
    public String type() {
      return "iopub_welcome";
    }

    @Override
    public String topic(String kernelId) {
      return subscription;
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("subscription", subscription);
      return json;
    }
  }

  private static JsonObject bundle(JsonObject data, JsonObject metadata, @Nullable String id) {
    JsonObject json = new JsonObject();
    json.add("data", data);
    json.add("metadata", metadata);
    JsonObject transients = new JsonObject();
    if (id != null) {
      transients.addProperty("display_id", id);
    }
    json.add("transient", transients);
    return json;
  }
}
