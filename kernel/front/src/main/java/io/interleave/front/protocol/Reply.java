package io.interleave.front.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a reply to a request, sent on the channel of the request. */
public sealed interface Reply permits Reply.Plain, ShutdownReply {

  /** The message type, such as {@code execute_reply}. */
  String type();

  /** The content as it goes over the wire; always with {@code status}. */
  JsonObject toJson();

  /** Every reply but the one that goes to IOPub as well. */
  sealed interface Plain extends Reply {}

  /** A cell that ran to its end. {@code userExpressions} has a member for each expression. */
  record ExecuteOk(int executionCount, JsonObject userExpressions, JsonArray payload)
      implements Plain {
    public ExecuteOk(int executionCount) {
      this(executionCount, new JsonObject(), new JsonArray());
    }

    @Override
    public String type() {
      return "execute_reply";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = ok();
      json.addProperty("execution_count", executionCount);
      json.add("payload", payload);
      json.add("user_expressions", userExpressions);
      return json;
    }
  }

  /** A cell that failed; the error is the one that IOPub got. */
  record ExecuteError(int executionCount, Publication.ErrorOutput error) implements Plain {
    @Override
    public String type() {
      return "execute_reply";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = error.toJson();
      json.addProperty("status", "error");
      json.addProperty("execution_count", executionCount);
      json.add("payload", new JsonArray());
      json.add("user_expressions", new JsonObject());
      return json;
    }
  }

  /** A cell that did not run because an earlier one failed; no count, so that it looks unrun. */
  record ExecuteAborted() implements Plain {
    @Override
    public String type() {
      return "execute_reply";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("status", "aborted");
      return json;
    }
  }

  /**
   * A request other than execute that failed.
   *
   * @param requestType the type of the request, such as {@code inspect_request}
   */
  record Failed(String requestType, String ename, String evalue, List<String> traceback)
      implements Plain {
    @Override
    public String type() {
      String suffix = "_request";
      String stem =
          requestType.endsWith(suffix)
              ? requestType.substring(0, requestType.length() - suffix.length())
              : requestType;
      return stem + "_reply";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("status", "error");
      json.addProperty("ename", ename);
      json.addProperty("evalue", evalue);
      json.add("traceback", Fields.array(traceback));
      return json;
    }
  }

  /**
   * One completion.
   *
   * @param text replaces the whole range
   * @param type in JupyterLab's words, such as {@code function}; empty when unknown
   */
  record Match(String text, String type) {}

  /**
   * Completions for a range of the code.
   *
   * @param cursorStart in code points, see {@link CodePoints}
   * @param cursorEnd in code points
   */
  record Completions(List<Match> matches, int cursorStart, int cursorEnd) implements Plain {
    @Override
    public String type() {
      return "complete_reply";
    }

    @Override
    public JsonObject toJson() {
      JsonArray texts = new JsonArray();
      JsonArray types = new JsonArray();
      for (Match match : matches) {
        texts.add(match.text());
        JsonObject entry = new JsonObject();
        entry.addProperty("text", match.text());
        entry.addProperty("type", match.type());
        types.add(entry);
      }
      JsonObject metadata = new JsonObject();
      // JupyterLab pairs both lists by index, so they have the same length and order.
      metadata.add("_jupyter_types_experimental", types);
      JsonObject json = ok();
      json.add("matches", texts);
      json.addProperty("cursor_start", cursorStart);
      json.addProperty("cursor_end", cursorEnd);
      json.add("metadata", metadata);
      return json;
    }
  }

  /** Documentation as a MIME bundle; nothing found is no error. */
  record Inspection(boolean found, JsonObject data) implements Plain {
    @Override
    public String type() {
      return "inspect_reply";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = ok();
      json.addProperty("found", found);
      json.add("data", data);
      json.add("metadata", new JsonObject());
      return json;
    }
  }

  /** Whether code could be run; {@code indent} is sent with {@code INCOMPLETE} only. */
  record Completeness(Verdict verdict, String indent) implements Plain {
    /** The specification's four words. */
    public enum Verdict {
      COMPLETE("complete"),
      INCOMPLETE("incomplete"),
      INVALID("invalid"),
      UNKNOWN("unknown");

      private final String word;

      Verdict(String word) {
        this.word = word;
      }
    }

    @Override
    public String type() {
      return "is_complete_reply";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("status", verdict.word);
      if (verdict == Verdict.INCOMPLETE) {
        json.addProperty("indent", indent);
      }
      return json;
    }
  }

  /** One earlier input; {@code output} only when it was asked for, and then maybe still null. */
  record HistoryEntry(int session, int line, String input, @Nullable String output) {}

  /** Earlier inputs, oldest first. {@code withOutputs} makes each a pair of input and output. */
  record HistoryEntries(List<HistoryEntry> entries, boolean withOutputs) implements Plain {
    @Override
    public String type() {
      return "history_reply";
    }

    @Override
    public JsonObject toJson() {
      JsonArray history = new JsonArray();
      for (HistoryEntry entry : entries) {
        JsonArray item = new JsonArray();
        item.add(entry.session());
        item.add(entry.line());
        if (withOutputs) {
          JsonArray pair = new JsonArray();
          pair.add(entry.input());
          pair.add(entry.output());
          item.add(pair);
        } else {
          item.add(entry.input());
        }
        history.add(item);
      }
      JsonObject json = ok();
      json.add("history", history);
      return json;
    }
  }

  /** Open comms: id to target name. */
  record Comms(Map<String, String> targets) implements Plain {
    @Override
    public String type() {
      return "comm_info_reply";
    }

    @Override
    public JsonObject toJson() {
      JsonObject comms = new JsonObject();
      for (Map.Entry<String, String> comm : targets.entrySet()) {
        JsonObject info = new JsonObject();
        info.addProperty("target_name", comm.getValue());
        comms.add(comm.getKey(), info);
      }
      JsonObject json = ok();
      json.add("comms", comms);
      return json;
    }
  }

  /** The ports in use. */
  record Ports(ConnectionFile file) implements Plain {
    @Override
    public String type() {
      return "connect_reply";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = ok();
      json.addProperty("shell_port", file.shellPort());
      json.addProperty("iopub_port", file.iopubPort());
      json.addProperty("stdin_port", file.stdinPort());
      json.addProperty("control_port", file.controlPort());
      json.addProperty("hb_port", file.hbPort());
      return json;
    }
  }

  /** The running cells were told to stop. */
  record Interrupted() implements Plain {
    @Override
    public String type() {
      return "interrupt_reply";
    }

    @Override
    public JsonObject toJson() {
      return ok();
    }
  }

  /** CPU and memory of the kernel and its host; the shape is that of jupyter-resource-usage. */
  record Usage(JsonObject figures) implements Plain {
    @Override
    public String type() {
      return "usage_reply";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = figures.deepCopy();
      json.addProperty("status", "ok");
      return json;
    }
  }

  /** What kernel this is. */
  record KernelInfo(
      String implementationVersion, String javaVersion, String banner, List<HelpLink> helpLinks)
      implements Plain {
    @Override
    public String type() {
      return "kernel_info_reply";
    }

    @Override
    public JsonObject toJson() {
      JsonObject language = new JsonObject();
      language.addProperty("name", "java");
      language.addProperty("version", javaVersion);
      language.addProperty("mimetype", "text/x-java");
      language.addProperty("file_extension", ".java");
      language.addProperty("pygments_lexer", "java");
      language.addProperty("codemirror_mode", "java");
      language.addProperty("nbconvert_exporter", "script");
      JsonArray links = new JsonArray();
      for (HelpLink link : helpLinks) {
        JsonObject entry = new JsonObject();
        entry.addProperty("text", link.text());
        entry.addProperty("url", link.url());
        links.add(entry);
      }
      JsonObject json = ok();
      json.addProperty("protocol_version", KernelSession.PROTOCOL_VERSION);
      json.addProperty("implementation", "interleave");
      json.addProperty("implementation_version", implementationVersion);
      json.add("language_info", language);
      json.addProperty("banner", banner);
      json.add("help_links", links);
      json.add("supported_features", new JsonArray());
      json.addProperty("debugger", false);
      return json;
    }
  }

  /** An entry of a client's help menu. */
  record HelpLink(String text, String url) {}

  private static JsonObject ok() {
    JsonObject json = new JsonObject();
    json.addProperty("status", "ok");
    return json;
  }
}
