package io.interleave.front.timing;

import io.interleave.front.magic.MagicException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The parts of a cell that lines such as {@code //: label} begin.
 *
 * @param before the lines before the first of them
 * @param sections at least one
 */
record Sections(List<String> before, List<Section> sections) {
  private static final String MARK = "//:";

  /**
   * @param line the number of the marking line in the cell, from 1
   * @param body the lines behind it
   */
  record Section(String label, int line, List<String> body) {
    boolean isBlank() {
      return body.stream().allMatch(String::isBlank);
    }
  }

  /**
   * Finds the sections.
   *
   * @throws MagicException when there is none, one has no label, or two have the same
   */
  static Sections of(String code) throws MagicException {
    List<String> before = new ArrayList<>();
    List<Section> sections = new ArrayList<>();
    List<String> into = before;
    int line = 0;
    for (String text : code.split("\r\n|\n|\r", -1)) {
      line++;
      String stripped = text.strip();
      if (!stripped.startsWith(MARK)) {
        into.add(text);
        continue;
      }
      String label = stripped.substring(MARK.length()).strip();
      if (label.isEmpty()) {
        throw new MagicException(
            "line " + line + ": a section has no label", "Write it behind the mark: //: label");
      }
      into = new ArrayList<>();
      sections.add(new Section(label, line, into));
    }
    if (sections.isEmpty()) {
      throw new MagicException(
          "the cell has no sections", "Begin each with a line such as //: label");
    }
    check(sections);
    return new Sections(before, sections);
  }

  private static void check(List<Section> sections) throws MagicException {
    Set<String> labels = new HashSet<>();
    for (Section section : sections) {
      if (!labels.add(section.label())) {
        throw new MagicException(
            "line " + section.line() + ": two sections are called \"" + section.label() + "\"",
            "Give each its own label.");
      }
      if (section.isBlank()) {
        throw new MagicException(
            "line " + section.line() + ": the section \"" + section.label() + "\" is empty",
            "Put the code to run below its mark.");
      }
    }
  }
}
