package io.interleave.front.check;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What came out of a cell.
 *
 * @param stdout all of it, in its order
 * @param value the plain text of its result; empty without one
 * @param bundles the data of what it displayed, results included
 * @param seconds from its start to its end
 */
record Ran(
    String stdout,
    String stderr,
    Optional<String> value,
    List<JsonObject> bundles,
    Optional<Failure> failure,
    double seconds) {

  /**
   * How it failed.
   *
   * @param name the exception's class
   * @param traceback without colours
   */
  record Failure(String name, String message, String traceback) {}

  /** The lines of stdout. */
  List<String> lines() {
    return stdout.lines().toList();
  }

  /** All text that it showed. */
  String everything() {
    StringBuilder all = new StringBuilder(stdout).append('\n').append(stderr).append('\n');
    for (JsonObject bundle : bundles) {
      if (bundle.has("text/plain")) {
        all.append(bundle.get("text/plain").getAsString()).append('\n');
      }
    }
    failure.ifPresent(
        f ->
            all.append(f.name())
                .append(": ")
                .append(f.message())
                .append('\n')
                .append(f.traceback()));
    return all.toString();
  }

  /** The last displayed data of a type that is JSON. */
  Optional<JsonObject> json(String mimeType) {
    Optional<JsonObject> last = Optional.empty();
    for (JsonObject bundle : bundles) {
      if (bundle.get(mimeType) instanceof JsonObject data) {
        last = Optional.of(data);
      }
    }
    return last;
  }
}
