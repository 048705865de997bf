package io.interleave.front.protocol;

import com.google.gson.JsonObject;

/** Makes a {@link Request} of a received message. */
final class RequestReader {
  private RequestReader() {}

  static Request read(Message message) {
    JsonObject content = message.content();
    return switch (message.type()) {
      case "execute_request" -> execute(content);
      case "complete_request" -> {
        String code = Fields.text(content, "code", "");
        yield new Request.Complete(code, cursor(content, code));
      }
      case "inspect_request" -> {
        String code = Fields.text(content, "code", "");
        int detail = Fields.integer(content, "detail_level", 0);
        yield new Request.Inspect(code, cursor(content, code), detail >= 1 ? 1 : 0);
      }
      case "is_complete_request" -> new Request.IsComplete(Fields.text(content, "code", ""));
      case "history_request" -> history(content);
      case "comm_info_request" -> new Request.CommInfo(Fields.text(content, "target_name", ""));
      case "kernel_info_request" -> new Request.KernelInfo();
      case "connect_request" -> new Request.Connect();
      case "shutdown_request" -> new Request.Shutdown(Fields.flag(content, "restart", false));
      case "interrupt_request" -> new Request.Interrupt();
      case "usage_request" -> new Request.Usage();
      case "input_reply" -> new Request.InputReply(Fields.text(content, "value", ""));
      case "comm_open" ->
          new CommMessage.Open(
              commId(content),
              Fields.text(content, "target_name", ""),
              Fields.object(content, "data"),
              message.metadata(),
              message.buffers());
      case "comm_msg" ->
          new CommMessage.Msg(
              commId(content),
              Fields.object(content, "data"),
              message.metadata(),
              message.buffers());
      case "comm_close" ->
          new CommMessage.Close(
              commId(content),
              Fields.object(content, "data"),
              message.metadata(),
              message.buffers());
      default -> new Request.Unknown(message.type(), content);
    };
  }

  private static Request execute(JsonObject content) {
    boolean silent = Fields.flag(content, "silent", false);
    return new Request.Execute(
        Fields.text(content, "code", ""),
        silent,
        !silent && Fields.flag(content, "store_history", true),
        Fields.texts(content, "user_expressions"),
        Fields.flag(content, "allow_stdin", false),
        Fields.flag(content, "stop_on_error", true));
  }

  private static Request history(JsonObject content) {
    Request.HistoryAccess access =
        switch (Fields.text(content, "hist_access_type", "tail")) {
          case "range" -> Request.HistoryAccess.RANGE;
          case "search" -> Request.HistoryAccess.SEARCH;
          default -> Request.HistoryAccess.TAIL;
        };
    return new Request.History(
        access,
        Fields.flag(content, "output", false),
        Fields.flag(content, "raw", true),
        Fields.integer(content, "session", 0),
        Fields.integer(content, "start", 0),
        Fields.integer(content, "stop"),
        Math.max(0, Fields.integer(content, "n", Integer.MAX_VALUE)),
        Fields.text(content, "pattern", "*"),
        Fields.flag(content, "unique", false));
  }

  private static String commId(JsonObject content) {
    return Fields.text(content, "comm_id", "");
  }

  private static int cursor(JsonObject content, String code) {
    return CodePoints.toUtf16(code, Fields.integer(content, "cursor_pos", code.length()));
  }
}
