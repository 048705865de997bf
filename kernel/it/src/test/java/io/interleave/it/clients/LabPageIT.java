package io.interleave.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person at JupyterLab sees. */
class LabPageIT {
  private static LabPage lab;

  @BeforeAll
  static void startJupyterLab() throws IOException, InterruptedException {
    lab = LabPage.start("lab-page");
  }

  @AfterAll
  static void endJupyterLab() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void linesOfTwoThreadsArriveLiveAndStopEndsAnEndlessCell() throws IOException {
    lab.notebook(
        "threads.ipynb",
        """
        void count() {
            for (int i = 1; i <= 4; i++) {
                System.out.println(Thread.currentThread().getName() + " counts " + i);
                try { Thread.sleep(700); } catch (InterruptedException e) { return; }
            }
        }
        var left = new Thread(() -> count(), "left");
        var right = new Thread(() -> count(), "right");
        left.start(); right.start();
        left.join(); right.join();
        System.out.println("both have ended");\
        """,
        "long kept = 5;\nwhile (true) { kept++; }",
        "kept > 5");
    List<String> said =
        lab.perform(
            "open",
            "threads.ipynb",
            "run",
            "1",
            "wait",
            "1",
            "left counts 2",
            "wait",
            "1",
            "right counts 2",
            "wait-busy",
            "outputs",
            "1",
            "wait",
            "1",
            "both have ended",
            "wait-idle",
            "run",
            "2",
            "wait-busy",
            "sleep",
            "700",
            "stop",
            "wait-idle",
            "shape",
            "2",
            "run",
            "3",
            "wait",
            "3",
            "true",
            "screenshot",
            lab.file("threads.png").toString());
    String live = said.get(5);
    assertThat(live).contains("left counts 2", "right counts 2").doesNotContain("both have ended");
    assertThat(said.get(13)).contains("\"type\":\"error\"");
    assertThat(Files.size(lab.file("threads.png"))).isGreaterThan(10_000);
  }

  @Test
  void welcomeNotebookRunsAndShowsItsTwoThreads() throws IOException {
    List<String> said =
        lab.perform(
            "open",
            "00.01-Welcome.ipynb",
            "run-all",
            "wait",
            "7",
            "Thread-1 counts 2",
            "wait",
            "7",
            "Thread-2 counts 2",
            "outputs",
            "7",
            "wait",
            "7",
            "both threads have finished",
            "wait",
            "17",
            "unlucky",
            "wait",
            "19",
            "ArithmeticException",
            "wait-idle",
            "screenshot-cell",
            "7",
            lab.file("welcome-threads.png").toString(),
            "screenshot-cell",
            "17",
            lab.file("welcome-uncaught.png").toString(),
            "screenshot-cell",
            "19",
            lab.file("welcome-error.png").toString(),
            "theme",
            "dark",
            "screenshot-cell",
            "19",
            lab.file("welcome-error-dark.png").toString(),
            "theme",
            "light");
    assertThat(said.get(4)).doesNotContain("have finished");
  }

  @Test
  void inputIsAskedForAndCompletionOffersMembers() throws IOException {
    lab.notebook(
        "input.ipynb",
        "System.out.print(\"who? \");\n\"hello \" + new Scanner(System.in).nextLine()",
        "\"text\".toUpp");
    List<String> said =
        lab.perform(
            "open",
            "input.ipynb",
            "run",
            "1",
            "type",
            "Ada",
            "wait",
            "1",
            "hello Ada",
            "complete",
            "2",
            "screenshot",
            lab.file("input.png").toString());
    assertThat(said.get(4)).contains("toUpperCase");
  }

  private static final String BAKERS =
      """
      class Oven {
          synchronized void bake() {
              try { Thread.sleep(1000); } catch (InterruptedException e) { }
          }
      }
      Oven oven = new Oven();
      var bakers = new ArrayList<Thread>();
      for (String name : List.of("ada", "bob", "cyd")) {
          var baker = new Thread(() -> {
              oven.bake();
              System.out.println(name + " has bread");
          }, name);
          baker.start();
          bakers.add(baker);
      }
      for (var baker : bakers) baker.join();\
      """;

  @Test
  void tableAndTimelineAreShownInBothThemes() throws IOException {
    lab.notebook("bakers.ipynb", BAKERS, "Thread.sleep(2000);");
    List<String> said =
        lab.perform(
            "open",
            "bakers.ipynb",
            "run",
            "2",
            "sleep",
            "300",
            "wait-idle",
            "run",
            "1",
            "wait",
            "1",
            "so far",
            "wait",
            "1",
            "Contention: ",
            "wait-idle",
            "wait-gone",
            "1",
            "so far",
            "html",
            "1",
            "theme",
            "light",
            "screenshot-cell",
            "1",
            lab.file("table-light.png").toString(),
            "theme",
            "dark",
            "screenshot-cell",
            "1",
            lab.file("table-dark.png").toString(),
            "theme",
            "light");
    assertThat(said.get(9)).contains("<caption>", "alt=\\\"Timeline of ", "oven");
    assertThat(Files.size(lab.file("table-light.png"))).isGreaterThan(20_000);
    assertThat(Files.size(lab.file("table-dark.png"))).isGreaterThan(20_000);
  }

  @Test
  void tableAndTimelineAreShownInANotebookThatNobodyTrusts() throws IOException {
    lab.notebook("downloaded.ipynb", BAKERS);
    lab.execute("downloaded.ipynb", "untrusted.ipynb");
    List<String> said =
        lab.perform(
            "open",
            "untrusted.ipynb",
            "html",
            "1",
            "outputs",
            "1",
            "screenshot-cell",
            "1",
            lab.file("table-untrusted.png").toString());
    assertThat(said.get(1))
        .contains("<table", "alt=\\\"Timeline of ", "data:image/svg+xml;base64,");
    assertThat(said.get(2))
        .contains("3 threads + main", "oven", "cyd")
        .doesNotContain("annot display", "&lt;", "times in seconds");
    assertThat(Files.size(lab.file("table-untrusted.png"))).isGreaterThan(20_000);
  }

  @Test
  void tableAndTimelineAreShownInConvertedPages() throws IOException {
    lab.notebook("pages.ipynb", BAKERS);
    lab.execute("pages.ipynb", "run.ipynb");
    lab.convert("run.ipynb", "--to", "html", "--output", "usual.html");
    lab.convert("run.ipynb", "--to", "html", "--theme", "dark", "--output", "dark.html");
    assertPage("usual.html", "screen", "page.png");
    assertPage("usual.html", "print", "page-print.png");
    assertPage("dark.html", "screen", "page-dark.png");
  }

  private static void assertPage(String page, String media, String picture) throws IOException {
    String seen = seen(page, media, picture);
    assertThat(seen)
        .contains("3 threads + main", "blocked (s)", "Contention: ", "Text version")
        .doesNotContain("times in seconds");
  }

  @Test
  void sanitisedPagesShowTheTextAndNoTags() throws IOException {
    lab.notebook("sanitised.ipynb", BAKERS);
    lab.execute("sanitised.ipynb", "cleaned.ipynb");
    for (String template : List.of("lab", "classic")) {
      String page = template + "-sanitised.html";
      lab.convert(
          "cleaned.ipynb",
          "--to",
          "html",
          "--sanitize-html",
          "--template",
          template,
          "--output",
          page);
      assertThat(seen(page, "screen", template + "-sanitised.png"))
          .contains("3 threads + main", "times in seconds", "lock oven: ", "Contention: ")
          .doesNotContain("<caption", "<th", "<img", "base64", "<p>", "Text version");
    }
  }

  private static String seen(String page, String media, String picture) throws IOException {
    List<String> said =
        lab.perform(
            "page",
            lab.file("root").resolve(page).toString(),
            "media",
            media,
            "seen",
            "screenshot-page",
            lab.file(picture).toString());
    assertThat(Files.size(lab.file(picture))).isGreaterThan(20_000);
    return said.get(2);
  }
}
