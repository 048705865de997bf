package io.interleave.front.engine;

import java.util.List;

/**
 * Completions that replace {@code [start, end)} of the code.
 *
 * @param start a UTF-16 index
 * @param end a UTF-16 index, at least {@code start}
 */
public record Completion(List<Match> matches, int start, int end) {

  /**
   * @param text the whole replacement
   * @param type what it is, in JupyterLab's words: function, instance, class, module, keyword,
   *     magic, path; empty when unknown
   */
  public record Match(String text, String type) {}
}
