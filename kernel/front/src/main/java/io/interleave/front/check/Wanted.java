package io.interleave.front.check;

import java.util.regex.Pattern;

/** A text that an author expects. */
sealed interface Wanted {

  /** Whether the whole text is the wanted one. */
  boolean is(String text);

  /** Whether a part of the text is. */
  boolean isIn(String text);

  /** Just these characters. */
  record Plain(String wanted) implements Wanted {
    @Override
    public boolean is(String text) {
      return text.equals(wanted);
    }

    @Override
    public boolean isIn(String text) {
      return text.contains(wanted);
    }

    @Override
    public String toString() {
      return '"' + wanted + '"';
    }
  }

  /** What a regular expression matches. */
  record Matching(Pattern pattern) implements Wanted {
    @Override
    public boolean is(String text) {
      return pattern.matcher(text).matches();
    }

    @Override
    public boolean isIn(String text) {
      return pattern.matcher(text).find();
    }

    @Override
    public String toString() {
      return "/" + pattern + "/";
    }
  }
}
