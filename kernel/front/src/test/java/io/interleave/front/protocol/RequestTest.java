package io.interleave.front.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestTest {
  private static final List<String> TYPES =
      List.of(
          "execute_request",
          "complete_request",
          "inspect_request",
          "is_complete_request",
          "history_request",
          "comm_info_request",
          "kernel_info_request",
          "connect_request",
          "shutdown_request",
          "interrupt_request",
          "usage_request",
          "input_reply",
          "comm_open",
          "comm_msg",
          "comm_close");

  @Test
  void anExecuteRequestIsReadAsItWasSent() throws Exception {
    assertThat(
            read(
                "execute_request",
                "{'code':'1+1','silent':false,'store_history':false,'user_expressions':"
                    + "{'b':'2','a':'1'},'allow_stdin':true,'stop_on_error':false,'new':1}"))
        .isEqualTo(
            new Request.Execute("1+1", false, false, Map.of("b", "2", "a", "1"), true, false));
  }

  @Test
  void missingFieldsOfAnExecuteRequestGetTheDefaults() throws Exception {
    assertThat(read("execute_request", "{}"))
        .isEqualTo(new Request.Execute("", false, true, Map.of(), false, true));
  }

  @Test
  void aSilentRequestIsNeverStored() throws Exception {
    assertThat(read("execute_request", "{'code':'x','silent':true,'store_history':true}"))
        .isEqualTo(new Request.Execute("x", true, false, Map.of(), false, true));
  }

  @Test
  void theOrderOfUserExpressionsIsKept() throws Exception {
    Request request =
        read("execute_request", "{'user_expressions':{'z':'1','n':7,'a':'2','m':'3'}}");
    assertThat(((Request.Execute) request).userExpressions().keySet())
        .containsExactly("z", "a", "m");
  }

  @Test
  void cursorsAreConvertedFromCodePoints() throws Exception {
    assertThat(read("complete_request", "{'code':'a\ud83d\ude00b','cursor_pos':2}"))
        .isEqualTo(new Request.Complete("a\ud83d\ude00b", 3));
    assertThat(read("inspect_request", "{'code':'a\ud83d\ude00b','cursor_pos':3,'detail_level':1}"))
        .isEqualTo(new Request.Inspect("a\ud83d\ude00b", 4, 1));
  }

  @Test
  void cursorsOutsideTheCodeAreMovedToItsEnds() throws Exception {
    for (String cursor : List.of("null", "'x'", "99", "1e300", "9999999999", "true")) {
      assertThat(read("complete_request", "{'code':'\ud83d\ude00b','cursor_pos':" + cursor + "}"))
          .isEqualTo(new Request.Complete("\ud83d\ude00b", 3));
    }
    for (String cursor : List.of("0", "-1", "-1e300", "0.9")) {
      assertThat(read("complete_request", "{'code':'\ud83d\ude00b','cursor_pos':" + cursor + "}"))
          .isEqualTo(new Request.Complete("\ud83d\ude00b", 0));
    }
    assertThat(read("complete_request", "{'code':'ab'}")).isEqualTo(new Request.Complete("ab", 2));
  }

  @Test
  void everyCursorGoesToUtf16AndBack() {
    String text = "x\ud83d\ude00\ud83d\ude00y\ud800z";
    for (int position = 0; position <= text.codePointCount(0, text.length()); position++) {
      assertThat(CodePoints.fromUtf16(text, CodePoints.toUtf16(text, position)))
          .isEqualTo(position);
    }
  }

  @Test
  void historyRequestsTolerateNullForUnusedKeys() throws Exception {
    assertThat(
            read(
                "history_request",
                "{'hist_access_type':'tail','raw':true,'output':false,'n':500,'pattern':null,"
                    + "'unique':null,'session':null,'start':null,'stop':null}"))
        .isEqualTo(
            new Request.History(
                Request.HistoryAccess.TAIL, false, true, 0, 0, null, 500, "*", false));
    assertThat(
            read(
                "history_request",
                "{'hist_access_type':'search','pattern':'int*','unique':true,'n':3}"))
        .isEqualTo(
            new Request.History(
                Request.HistoryAccess.SEARCH, false, true, 0, 0, null, 3, "int*", true));
    assertThat(
            read(
                "history_request",
                "{'hist_access_type':'range','session':-1,'start':2,'stop':5,'output':true}"))
        .isEqualTo(
            new Request.History(
                Request.HistoryAccess.RANGE, true, true, -1, 2, 5, Integer.MAX_VALUE, "*", false));
  }

  @Test
  void commMessagesKeepMetadataAndBuffers() throws Exception {
    byte[] buffer = {1, 2};
    Message message =
        new Message(
            List.of(),
            object("{'msg_type':'comm_open'}"),
            new JsonObject(),
            object("{'version':'2.1.0'}"),
            object("{'comm_id':'c','target_name':'t','data':{'a':1}}"),
            List.of(buffer));
    assertThat(Request.of(message))
        .isEqualTo(
            new CommMessage.Open(
                "c", "t", object("{'a':1}"), object("{'version':'2.1.0'}"), List.of(buffer)));
  }

  @Test
  void anUnknownTypeIsHandedOnWithItsContent() throws Exception {
    assertThat(read("foo_request", "{'a':1}"))
        .isEqualTo(new Request.Unknown("foo_request", object("{'a':1}")));
  }

  static Stream<String> oddContents() {
    return Stream.of("null", "true", "-1", "1e999", "'text'", "[]", "[{}]", "{}", "{'a':{'b':[]}}");
  }

  @ParameterizedTest
  @MethodSource("oddContents")
  void fieldsOfAnyOtherTypeNeverThrow(String value) throws Exception {
    for (String type : TYPES) {
      StringBuilder content = new StringBuilder("{");
      for (String field :
          List.of(
              "code",
              "silent",
              "store_history",
              "user_expressions",
              "allow_stdin",
              "stop_on_error",
              "cursor_pos",
              "detail_level",
              "hist_access_type",
              "raw",
              "output",
              "n",
              "pattern",
              "unique",
              "session",
              "start",
              "stop",
              "target_name",
              "restart",
              "value",
              "comm_id",
              "data")) {
        content.append(content.length() == 1 ? "" : ",").append('\'').append(field).append("':");
        content.append(value);
      }
      assertThat(read(type, content.append('}').toString()).type()).isEqualTo(type);
    }
  }

  private static Request read(String type, String content) throws BadMessageException {
    JsonObject header = new JsonObject();
    header.addProperty("msg_type", type);
    return Request.of(
        new Message(
            List.of(), header, new JsonObject(), new JsonObject(), object(content), List.of()));
  }

  private static JsonObject object(String json) throws BadMessageException {
    return JsonText.parse(json.replace('\'', '"')).getAsJsonObject();
  }
}
