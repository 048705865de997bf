package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.MimeBundle;
import io.interleave.front.protocol.Publication.ErrorOutput;
import io.interleave.front.render.ErrorText;
import io.interleave.front.render.NoticeText;
import io.interleave.wire.Event.Value;
import java.util.Map;

/** What both sides call by different names. */
final class Bundles {
  private Bundles() {}

  static JsonObject of(NoticeText notice) {
    return MimeBundle.of(Map.of("text/plain", notice.plain(), "text/html", notice.html()));
  }

  static JsonObject of(Value value) {
    return MimeBundle.of(value.data());
  }

  static JsonObject metadata(Value value) {
    return MimeBundle.objectOrEmpty(value.metadataJson());
  }

  static ErrorOutput of(ErrorText error) {
    return new ErrorOutput(error.name(), error.value(), error.lines());
  }
}
