package io.interleave.front.protocol;

import com.google.gson.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message from a client. Fields that are missing, null or of another type than the
 * specification says get its defaults; unknown fields are ignored.
 */
public sealed interface Request permits Request.Plain, CommMessage {

  /** The message type, such as {@code execute_request}. */
  String type();

  /** Reads the content of a received message. Never throws for what a client sent. */
  static Request of(Message message) {
    return RequestReader.read(message);
  }

  /** Every request but the comm messages. */
  sealed interface Plain extends Request {}

  /**
   * Runs code (Jupyter messaging, Execute).
   *
   * @param storeHistory never with {@code silent}
   * @param userExpressions name to expression, in the order of the request
   */
  record Execute(
      String code,
      boolean silent,
      boolean storeHistory,
      Map<String, String> userExpressions,
      boolean allowStdin,
      boolean stopOnError)
      implements Plain {
    @Override
    public String type() {
      return "execute_request";
    }
  }

  /**
   * Asks for completions.
   *
   * @param cursor UTF-16 index into {@code code}, within it
   */
  record Complete(String code, int cursor) implements Plain {
    @Override
    public String type() {
      return "complete_request";
    }
  }

  /**
   * Asks what stands at the cursor.
   *
   * @param cursor UTF-16 index into {@code code}, within it
   * @param detailLevel 0 or 1
   */
  record Inspect(String code, int cursor, int detailLevel) implements Plain {
    @Override
    public String type() {
      return "inspect_request";
    }
  }

  /** Asks whether code could be run. */
  record IsComplete(String code) implements Plain {
    @Override
    public String type() {
      return "is_complete_request";
    }
  }

  /** Which entries of the history a client wants. */
  enum HistoryAccess {
    /** The last {@code n}. */
    TAIL,
    /** Lines {@code start} to {@code stop} of one session. */
    RANGE,
    /** The last {@code n} that match a glob pattern. */
    SEARCH
  }

  /**
   * Asks for earlier inputs.
   *
   * @param output whether outputs are wanted too
   * @param raw whether the input is wanted as typed
   * @param session 0 for the present one, negative counts backwards
   * @param start first line of a range
   * @param stop first line no longer wanted; null for all
   * @param n how many entries, at least 0; {@link Integer#MAX_VALUE} when the request names none
   * @param pattern a glob with {@code *} and {@code ?}
   * @param unique whether repeated inputs are wanted once
   */
  record History(
      HistoryAccess access,
      boolean output,
      boolean raw,
      int session,
      int start,
      @Nullable Integer stop,
      int n,
      String pattern,
      boolean unique)
      implements Plain {
    @Override
    public String type() {
      return "history_request";
    }
  }

  /** Asks for open comms; an empty {@code targetName} means those of all targets. */
  record CommInfo(String targetName) implements Plain {
    @Override
    public String type() {
      return "comm_info_request";
    }
  }

  /** Asks what kernel this is. */
  record KernelInfo() implements Plain {
    @Override
    public String type() {
      return "kernel_info_request";
    }
  }

  /** Asks for the ports; deprecated. */
  record Connect() implements Plain {
    @Override
    public String type() {
      return "connect_request";
    }
  }

  /** Ends the kernel. */
  record Shutdown(boolean restart) implements Plain {
    @Override
    public String type() {
      return "shutdown_request";
    }
  }

  /** Stops the running cells. */
  record Interrupt() implements Plain {
    @Override
    public String type() {
      return "interrupt_request";
    }
  }

  /** Asks for CPU and memory; not in the specification, polled by resource monitors. */
  record Usage() implements Plain {
    @Override
    public String type() {
      return "usage_request";
    }
  }

  /** What a user typed, on the stdin channel. */
  record InputReply(String value) implements Plain {
    @Override
    public String type() {
      return "input_reply";
    }
  }

  /** A type that this kernel does not know. */
  record Unknown(String type, JsonObject content) implements Plain {}
}
