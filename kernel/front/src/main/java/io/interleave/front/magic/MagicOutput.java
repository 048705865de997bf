package io.interleave.front.magic;

/** Where a command shows what it has to say; appears in the cell, outside stdout and stderr. */
public interface MagicOutput {
  /** Shows plain text. */
  void show(String text);
}
