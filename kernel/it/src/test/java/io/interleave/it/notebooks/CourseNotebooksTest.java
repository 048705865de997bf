package io.interleave.it.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import io.interleave.front.check.CourseIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What can be seen of the notebooks without running them. */
class CourseNotebooksTest {
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
  Stream<DynamicTest> everySectionIsCoveredByItsNotebook() throws IOException {
    List<CourseNotebook> notebooks = CourseNotebook.all();
    return Course.homes().entrySet().stream()
        .map(
            section ->
                dynamicTest(
                    section.getKey(),
                    () ->
                        assertThat(homes(section.getKey(), notebooks))
                            .as("notebooks whose cells cover " + section.getKey())
                            .singleElement()
                            .asString()
                            .startsWith(section.getValue())));
  }

  @Test
  void everySectionThatIsCoveredExists() throws IOException {
    assertThat(Course.homes()).hasSize(59 + 15);
    for (CourseNotebook notebook : CourseNotebook.all()) {
      assertThat(Course.homes().keySet()).as(notebook.name()).containsAll(notebook.covers());
    }
  }

  @Test
  void aSectionThatNobodyOrMoreThanOneCoversIsNoticed() throws IOException {
    List<CourseNotebook> notebooks = CourseNotebook.all();
    List<CourseNotebook> twice = Stream.concat(notebooks.stream(), notebooks.stream()).toList();
    assertThat(homes("S0.1", notebooks)).hasSize(1);
    assertThat(homes("S0.1", notebooks.subList(0, 2))).isEmpty();
    assertThat(homes("S0.1", twice)).hasSize(2);
  }

  @Test
  void theIndexIsUpToDate() throws IOException {
    assertThat(CourseIndex.of(CourseNotebook.FOLDER).isUpToDate())
        .as("notebooks/README.md; java -jar interleave.jar index notebooks/ writes it anew")
        .isTrue();
  }

  @TestFactory
  Stream<DynamicTest> everyNotebookSaysWhatItTeachesAndNeeds() throws IOException {
    return CourseNotebook.all().stream()
        .map(
            n ->
                dynamicTest(
                    n.name(),
                    () ->
                        assertThat(n.texts().get(0).replaceAll("\\s+", " "))
                            .contains("**What this notebook teaches:**")
                            .containsPattern("You need Java \\d+[^.;]*(second|minute)")));
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

  private static List<String> homes(String section, List<CourseNotebook> notebooks) {
    return notebooks.stream()
        .filter(notebook -> notebook.covers().contains(section))
        .map(CourseNotebook::name)
        .toList();
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
