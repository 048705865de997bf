package io.interleave.front.magic;

import io.interleave.wire.Event.Value;

/** Where a command shows what it has to say; appears in the cell, outside stdout and stderr. */
public interface MagicOutput {
  /** Shows plain text. */
  void show(String text);

  /** Shows something in several formats; the plain text of it where there is no other way. */
  default void show(Value value) {
    show(value.data().getOrDefault("text/plain", ""));
  }
}
