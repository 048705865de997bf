package io.interleave.api;

import java.util.Map;

/** A value that says itself how a notebook shows it. */
public interface Displayable {

  /**
   * The value in one or several formats; the client shows the richest it knows.
   *
   * @return MIME type to text, JSON text or (binary types) base64. Without {@code text/plain} the
   *     value's {@code toString()} is added as such
   */
  Map<String, String> mimeBundle();
}
