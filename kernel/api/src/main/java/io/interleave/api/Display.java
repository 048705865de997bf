package io.interleave.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rich output that can be changed after it was shown, from any cell and any thread. */
public final class Display {
  private final String id;

  Display(String id) {
    this.id = id;
  }

  /** The display id of the Jupyter messages. */
  public String id() {
    return id;
  }

  /** Shows another value in place of the one shown. */
  public void update(@Nullable Object value) {
    CellRuntime.current().display(value, id, true);
  }

  /** Shows other data in place of what is shown: MIME type to text, JSON text or base64. */
  public void updateData(Map<String, String> data) {
    CellRuntime.current().displayData(data, id, true);
  }
}
