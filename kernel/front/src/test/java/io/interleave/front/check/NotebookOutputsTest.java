package io.interleave.front.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.interleave.front.install.ProbeClient.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotebookOutputsTest {
  private static final String BOOK =
      """
      {
       "cells": [
        {
         "cell_type": "markdown",
         "id": "text",
         "metadata": {},
         "source": [
          "# Größe & <b>\\n"
         ]
        },
        {
         "cell_type": "code",
         "execution_count": null,
         "id": "one",
         "metadata": {
          "zeta": 1.50,
          "alpha": []
         },
         "outputs": [],
         "source": [
          "1 + 1"
         ]
        },
        {
         "cell_type": "code",
         "execution_count": 7,
         "id": "not-run",
         "metadata": {},
         "outputs": [
          {
           "name": "stdout",
           "output_type": "stream",
           "text": [
            "old\\n"
           ]
          }
         ],
         "source": []
        }
       ],
       "metadata": {},
       "nbformat": 4,
       "nbformat_minor": 5
      }
      """;

  private final NotebookOutputs outputs = new NotebookOutputs();

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private void publish(String request, String type, String content) {
    outputs.accept(
        new Reply(
            json("{'msg_type': '" + type + "'}"),
            json("{'msg_id': '" + request + "'}"),
            json(content)));
  }

  private String stored(int cell) {
    return outputs.of(cell).orElseThrow().outputs().toString().replace('"', '\'');
  }

  @Test
  void whatComesLateGoesToTheCellThatItBelongsTo() {
    outputs.expect("a", 1);
    publish("a", "execute_input", "{'execution_count': 4}");
    publish("a", "stream", "{'name': 'stdout', 'text': 'one\\n'}");
    outputs.expect("b", 2);
    publish("b", "stream", "{'name': 'stdout', 'text': 'other\\n'}");
    publish("a", "stream", "{'name': 'stdout', 'text': 'two\\nthr'}");
    publish("a", "stream", "{'name': 'stderr', 'text': 'x'}");
    publish("unknown", "stream", "{'name': 'stdout', 'text': 'nobody asked'}");

    assertThat(outputs.of(1).orElseThrow().number()).isEqualTo(4);
    assertThat(stored(1))
        .isEqualTo(
            "[{'name':'stdout','output_type':'stream','text':['one\\n','two\\n','thr']},"
                + "{'name':'stderr','output_type':'stream','text':['x']}]");
    assertThat(stored(2)).contains("other").doesNotContain("one");
    assertThat(outputs.of(3)).isEmpty();
  }

  @Test
  void aDisplayIsStoredOnceInItsLastState() {
    outputs.expect("a", 1);
    String bundle =
        "{'data': {'text/plain': '%s', 'application/x+json': {'n': 1}}, 'metadata': {},"
            + " 'transient': {'display_id': '%s'}}";
    publish("a", "display_data", bundle.formatted("first", "d"));
    publish("a", "display_data", "{'data': {'text/plain': ''}, 'metadata': {}}");
    outputs.expect("b", 2);
    publish("b", "update_display_data", bundle.formatted("last\\nline", "d"));
    publish("b", "update_display_data", bundle.formatted("nowhere", "e"));

    assertThat(stored(1))
        .isEqualTo(
            "[{'data':{'text/plain':['last\\n','line'],'application/x+json':{'n':1}},"
                + "'metadata':{},'output_type':'display_data'}]");
    assertThat(stored(2)).isEqualTo("[]");
  }

  @Test
  void aPictureThatTheHtmlHasInItIsStoredOnce() {
    outputs.expect("a", 1);
    String bundle =
        "{'data': {'text/html': '<img src=data:%s>', 'image/png': 'UE5H'}, 'metadata':"
            + " {'image/png': {'x': 1}}}";
    publish("a", "display_data", bundle.formatted("UE5H"));
    publish("a", "display_data", bundle.formatted("other"));
    assertThat(stored(1))
        .isEqualTo(
            "[{'data':{'text/html':['<img src=data:UE5H>']},'metadata':{},"
                + "'output_type':'display_data'},"
                + "{'data':{'text/html':['<img src=data:other>'],'image/png':['UE5H']},"
                + "'metadata':{'image/png':{'x':1}},'output_type':'display_data'}]");
  }

  @Test
  void clearedOutputIsGone() {
    outputs.expect("a", 1);
    publish("a", "stream", "{'name': 'stdout', 'text': 'a'}");
    publish("a", "clear_output", "{'wait': true}");
    assertThat(stored(1)).contains("'a'");
    publish("a", "stream", "{'name': 'stdout', 'text': 'b'}");
    assertThat(stored(1)).contains("'b'").doesNotContain("'a'");
    publish("a", "clear_output", "{'wait': false}");
    assertThat(stored(1)).isEqualTo("[]");
  }

  @Test
  void valuesAndErrorsHaveTheFieldsOfTheFormat() {
    outputs.expect("a", 1);
    publish(
        "a",
        "execute_result",
        "{'execution_count': 3, 'data': {'text/plain': '2'}, 'metadata': {}}");
    publish("a", "error", "{'ename': 'E', 'evalue': 'v', 'traceback': ['t'], 'status': 'error'}");
    assertThat(stored(1))
        .isEqualTo(
            "[{'data':{'text/plain':['2']},'execution_count':3,'metadata':{},"
                + "'output_type':'execute_result'},"
                + "{'ename':'E','evalue':'v','output_type':'error','traceback':['t']}]");
  }

  @Test
  void figuresForProgramsAreLeftOut() {
    outputs.expect("a", 1);
    publish(
        "a",
        "display_data",
        "{'data': {'text/plain': 't', 'application/vnd.interleave.threads.v1+json': {'wall': 1},"
            + " 'application/json': {'kept': 1}}, 'metadata': {}}");
    assertThat(stored(1)).contains("'kept'").contains("'t'").doesNotContain("wall");
  }

  @Test
  void writingChangesNothingButTheOutputs() {
    outputs.expect("a", 1);
    publish("a", "execute_input", "{'execution_count': 1}");
    publish("a", "stream", "{'name': 'stdout', 'text': '<ü>\\n'}");

    String written = NotebookWriter.write(BOOK, outputs);

    assertThat(NotebookWriter.write(written, outputs)).isEqualTo(written);
    List<String> lost = BOOK.lines().filter(line -> !written.contains(line)).toList();
    assertThat(lost)
        .allMatch(
            line ->
                line.contains("null")
                    || line.contains("outputs")
                    || line.contains("old")
                    || line.contains("7"));
    assertThat(written)
        .startsWith(BOOK.substring(0, BOOK.indexOf("   \"execution_count\": null")))
        .contains("   \"execution_count\": 1,\n   \"id\": \"one\"")
        .contains("     \"text\": [\n      \"<ü>\\n\"\n     ]\n")
        .contains("   \"execution_count\": null,\n   \"id\": \"not-run\"")
        .doesNotContain("old")
        .endsWith("\n}\n");
  }

  @Test
  void withoutOutputsTheTextStaysAsItIs() {
    String empty = NotebookWriter.write(BOOK, outputs);
    assertThat(NotebookWriter.write(empty, outputs)).isEqualTo(empty);
    assertThat(empty).contains("\"zeta\": 1.50").contains("\"outputs\": [],");
  }
}
