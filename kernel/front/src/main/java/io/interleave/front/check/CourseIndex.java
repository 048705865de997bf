package io.interleave.front.check;

import io.interleave.front.check.CoursePage.Place;
import io.interleave.front.files.FileReplacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The index of a folder of notebooks: two tables in its {@code README.md}, between comments that
 * say where each begins and ends. What stands outside of them is written by people and stays.
 */
public final class CourseIndex {
  private static final String FILE = "README.md";
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Path folder;
  private final List<CoursePage> pages;

  private CourseIndex(Path folder, List<CoursePage> pages) {
    this.folder = folder;
    this.pages = List.copyOf(pages);
  }

  /**
   * Reads the notebooks of a folder.
   *
   * @throws IOException when a notebook cannot be read or is none
   */
  public static CourseIndex of(Path folder) throws IOException {
    List<CoursePage> pages = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        try {
          pages.add(CoursePage.read(name, Files.readString(file)));
        } catch (BadNotebookException e) {
          throw new IOException(file + ": " + e.problem(), e);
        }
      }
    }
    return new CourseIndex(folder, pages);
  }

  /**
   * Whether the file says what the notebooks say.
   *
   * @throws IOException when there is no such file, or it lacks the comments
   */
  public boolean isUpToDate() throws IOException {
    String text = text();
    return text.equals(updated(text));
  }

  /**
   * Brings the file up to date.
   *
   * @return the file
   * @throws IOException when there is no such file, or it lacks the comments
   */
  public Path write() throws IOException {
    FileReplacement.rewrite(file(), updated(text()));
    return file();
  }

  private String text() throws IOException {
    if (!Files.exists(file())) {
      throw new IOException("there is no " + file() + " to write it into");
    }
    return Files.readString(file());
  }

  private Path file() {
    return folder.resolve(FILE);
  }

  private String updated(String text) throws IOException {
    return between("sections", sections(), between("notebooks", notebooks(), text));
  }

  private String between(String name, String table, String text) throws IOException {
    String begin = "<!-- " + name + ": made by the command index -->\n";
    String end = "<!-- end of " + name + " -->";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IOException(
          file()
              + " lacks the lines \""
              + begin.strip()
              + "\" and \""
              + end
              + "\": put them where the table of "
              + name
              + " shall be");
    }
    return text.substring(0, from + begin.length()) + "\n" + table + "\n" + text.substring(to);
  }

  private String notebooks() {
    StringBuilder table =
        new StringBuilder("| notebook | what it teaches | Java | takes |\n|---|---|---|---|\n");
    for (CoursePage page : pages) {
      table
          .append("| [")
          .append(number(page))
          .append(' ')
          .append(cell(page.title()))
          .append("](")
          .append(page.file())
          .append(") | ")
          .append(cell(page.teaches()))
          .append(" | ")
          .append(page.java().isEmpty() ? "" : page.java() + newer(page))
          .append(" | ")
          .append(cell(page.takes()))
          .append(" |\n");
    }
    return table.toString();
  }

  private static String newer(CoursePage page) {
    return page.newer().isEmpty()
        ? ""
        : page.newer().entrySet().stream()
            .map(
                e -> e.getKey() + " for " + e.getValue() + (e.getValue() == 1 ? " cell" : " cells"))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private String sections() {
    Map<String, List<CoursePage>> homes = new LinkedHashMap<>();
    for (CoursePage page : pages) {
      page.places()
          .keySet()
          .forEach(s -> homes.computeIfAbsent(s, x -> new ArrayList<>()).add(page));
    }
    StringBuilder table =
        new StringBuilder(
            "| section | notebook | under the heading | cells |\n|---|---|---|---|\n");
    homes.entrySet().stream()
        .sorted(Comparator.comparing(home -> sortable(home.getKey())))
        .forEach(home -> home.getValue().forEach(page -> table.append(row(home.getKey(), page))));
    return table.toString();
  }

  private static String row(String section, CoursePage page) {
    Place place = page.places().getOrDefault(section, new Place("", List.of()));
    return "| "
        + cell(section)
        + " | ["
        + number(page)
        + "]("
        + page.file()
        + ") | "
        + cell(place.heading())
        + " | "
        + ranges(place.cells())
        + " |\n";
  }

  /** {@code S1.11b} after {@code S1.2}, and the additions behind the sections of the tutorials. */
  private static String sortable(String section) {
    String key = section.startsWith("A") ? "1" : "0";
    return key
        + NUMBER
            .matcher(section)
            .replaceAll(n -> String.format(Locale.ROOT, "%06d", Integer.valueOf(n.group())));
  }

  /** {@code 5–10, 13}. */
  static String ranges(List<Integer> numbers) {
    List<String> ranges = new ArrayList<>();
    for (int i = 0; i < numbers.size(); ) {
      int last = i;
      while (last + 1 < numbers.size() && numbers.get(last + 1) == numbers.get(last) + 1) {
        last++;
      }
      ranges.add(numbers.get(i) + (last == i ? "" : "–" + numbers.get(last)));
      i = last + 1;
    }
    return String.join(", ", ranges);
  }

  /** {@code 01.02} for {@code 01.02-Title.ipynb}; the whole name when it has no number. */
  private static String number(CoursePage page) {
    int dash = page.file().indexOf('-');
    return dash < 0 ? page.file() : page.file().substring(0, dash);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
