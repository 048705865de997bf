package io.interleave.api;

import java.util.Map;

/** Text of one MIME type; its source is the plain form. */
record Markup(String mimeType, String source) implements Displayable {
  @Override
  public Map<String, String> mimeBundle() {
    return Map.of(mimeType, source, "text/plain", source);
  }

  @Override
  public String toString() {
    return source;
  }
}
