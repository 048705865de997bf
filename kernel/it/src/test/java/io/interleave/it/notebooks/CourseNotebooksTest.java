package io.interleave.it.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What can be seen of the notebooks without running them. */
class CourseNotebooksTest {
  /** The sections of the five tutorials, by the notebook that takes each tutorial up. */
  private static final Map<String, String> SECTIONS =
      Map.of(
          "01.01", "S0.1 S0.2a S0.2b S0.2c S0.2d S0.3 S0.4 S0.5",
          "01.02",
              "S1.1 S1.2 S1.3 S1.4 S1.5 S1.6 S1.7 S1.8 S1.9 S1.10 S1.11 S1.11b S1.12 S1.13 S1.14",
          "01.03", "S2.1 S2.2a S2.2b S2.2c S2.2d S2.2e S2.2f S2.2g S2.3 S2.4 S2.5 S2.6",
          "01.04",
              "S3.1 S3.2 S3.3 S3.4 S3.5 S3.6 S3.7 S3.8a S3.8b S3.9 S3.10 S3.11 S3.12a S3.12b"
                  + " S3.12c",
          "01.05", "S4.1 S4.2 S4.3 S4.4 S4.5a S4.5b S4.5c S4.6 S4.7");

  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```\\s*?$");
  private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
  private static final Pattern HEADING = Pattern.compile("(?m)^(#{1,6}) +(.+?) *#*$");
  private static final Pattern MARKDOWN_IMAGE = Pattern.compile("!\\[([^\\]]*)\\]\\(");
  private static final Pattern HTML_IMAGE = Pattern.compile("(?is)<img\\b[^>]*>");
  private static final Pattern ALT =
      Pattern.compile("(?is)\\balt\\s*=\\s*(?:\"\\s*[^\"\\s]|'\\s*[^'\\s])");

  @TestFactory
  Stream<DynamicTest> headingsBeginWithOneTitleAndSkipNoLevel() throws IOException {
    return CourseNotebook.all().stream()
        .map(n -> dynamicTest(n.name(), () -> assertThat(headingFaults(n.texts())).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> everyImageSaysInWordsWhatItShows() throws IOException {
    return CourseNotebook.all().stream()
        .map(n -> dynamicTest(n.name(), () -> assertThat(imageFaults(n)).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> everySectionOfATutorialIsCoveredByItsNotebook() throws IOException {
    return CourseNotebook.all().stream()
        .filter(n -> SECTIONS.containsKey(n.name().substring(0, 5)))
        .map(
            n ->
                dynamicTest(
                    n.name(),
                    () ->
                        assertThat(n.covers())
                            .containsAll(sections(SECTIONS.get(n.name().substring(0, 5))))));
  }

  @Test
  void everySectionThatIsCoveredExistsAndHasOneNotebook() throws IOException {
    Set<String> known = new HashSet<>();
    SECTIONS.values().forEach(names -> known.addAll(sections(names)));
    assertThat(known).hasSize(59);
    Map<String, String> homes = new HashMap<>();
    for (CourseNotebook notebook : CourseNotebook.all()) {
      assertThat(notebook.covers()).as(notebook.name()).isSubsetOf(known);
      for (String section : Set.copyOf(notebook.covers())) {
        assertThat(homes.putIfAbsent(section, notebook.name())).as(section).isNull();
      }
    }
  }

  @Test
  void faultsInHeadingsAreNoticed() {
    assertThat(headingFaults(List.of("# A\n\ntext\n## B", "### C\n## D"))).isEmpty();
    assertThat(headingFaults(List.of("# A\n```\n# no heading\n```"))).isEmpty();
    assertThat(headingFaults(List.of("text"))).containsExactly("there are 0 titles");
    assertThat(headingFaults(List.of("# A", "# B"))).containsExactly("there are 2 titles");
    assertThat(headingFaults(List.of("## B", "# A"))).contains("it begins with \"B\"");
    assertThat(headingFaults(List.of("# A\n### C")))
        .containsExactly("\"C\" stands two levels or more below what is above it");
  }

  @Test
  void imagesWithoutWordsAreNoticed() {
    assertThat(imagesWithoutWords("![a picture](x.png) <img src='x' alt=\"words\">")).isEmpty();
    assertThat(imagesWithoutWords("`![](x)` and ```\n<img>\n```")).hasSize(1);
    assertThat(imagesWithoutWords("![ ](x.png)\n<img alt='' src=x><IMG src=x>")).hasSize(3);
  }

  private static Set<String> sections(String names) {
    return Set.of(names.split(" "));
  }

  private static List<String> headingFaults(List<String> texts) {
    List<String> faults = new ArrayList<>();
    int titles = 0;
    int above = 0;
    for (String text : texts) {
      Matcher heading = HEADING.matcher(FENCE.matcher(text).replaceAll(""));
      while (heading.find()) {
        int level = heading.group(1).length();
        String words = heading.group(2);
        if (above == 0 && level != 1) {
          faults.add("it begins with \"" + words + '"');
        } else if (above > 0 && level > above + 1) {
          faults.add('"' + words + "\" stands two levels or more below what is above it");
        }
        titles += level == 1 ? 1 : 0;
        above = level;
      }
    }
    if (titles != 1) {
      faults.add("there are " + titles + " titles");
    }
    return faults;
  }

  private static List<String> imageFaults(CourseNotebook notebook) {
    List<String> faults = new ArrayList<>();
    notebook.texts().forEach(text -> faults.addAll(imagesWithoutWords(text)));
    for (JsonObject output : notebook.outputs()) {
      if (output.get("data") instanceof JsonObject data) {
        if (data.has("text/html")) {
          faults.addAll(imagesWithoutWords(CourseNotebook.text(data.get("text/html"))));
        }
        // A bare image has no place for words of its own: they are its plain text.
        boolean bare = data.keySet().stream().anyMatch(type -> type.startsWith("image/"));
        if (bare
            && (!data.has("text/plain") || CourseNotebook.text(data.get("text/plain")).isBlank())) {
          faults.add("an image among the outputs has no plain text");
        }
      }
    }
    return faults;
  }

  private static List<String> imagesWithoutWords(String source) {
    String text = CODE.matcher(FENCE.matcher(source).replaceAll("")).replaceAll("");
    List<String> faults = new ArrayList<>();
    Matcher markdown = MARKDOWN_IMAGE.matcher(text);
    while (markdown.find()) {
      if (markdown.group(1).isBlank()) {
        faults.add("no words: " + markdown.group());
      }
    }
    Matcher html = HTML_IMAGE.matcher(text);
    while (html.find()) {
      if (!ALT.matcher(html.group()).find()) {
        faults.add("no alt: " + html.group().substring(0, Math.min(60, html.group().length())));
      }
    }
    return faults;
  }
}
