package io.interleave.front.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.threads.Deadlock;
import io.interleave.front.threads.End;
import io.interleave.front.threads.State;
import io.interleave.front.threads.ThreadReport;
import io.interleave.front.threads.ThreadRow.Kind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class TimelineTest {

  @Test
  void lanesInCharactersSayWhoWaitedForWhat() {
    assertThat(new Timeline(Reports.contention()).text())
        .isEqualTo(
            """
            What the threads of cell 7 did in 900 ms.
            time     0                                       900 ms
            main    |#-------------------------------              |  waited 600 ms in join(left)
            left    |o##=##=##=##=###                              |  ran 210 ms
            right   |#xxxxxxxxxxxxxxo#=#=#=##=#                    |  blocked 290 ms on account
            auditor | #xxxxxxxxxxxxxxxxxxxxxxxo#~~~..#             |  blocked 475 ms on account, IllegalStateE~
            ticker  |  #-----------------#........................#|  slept 480 ms
            # running  = ready, no core  . sleeping  - waiting  x blocked  ~ I/O  o printed a line
            lock account: left -> right at 310 ms
            lock account: right -> auditor at 505 ms\
            """);
  }

  /** Two threads of 900 ms: one only waits in a native call, the other ran for half of it. */
  private static Reports withNativeCalls() {
    return new Reports()
        .row("main", Kind.CELL, 0, Reports.times(900, 5, 0, 0, 0, 890, 0), new End.Finished())
        .row(
            "dispatcher",
            Kind.PLATFORM,
            0,
            Reports.times(900, 2, 1, 0, 0, 0, 0),
            new End.Finished())
        .row("half", Kind.PLATFORM, 0, Reports.times(900, 450, 0, 0, 0, 0, 0), new End.Finished())
        .span(0, State.WAITING, 5, 895, "join(half)");
  }

  @Test
  void timeWithoutCpuTimeIsNotCalledRunning() {
    Timeline timeline = new Timeline(withNativeCalls().report(900, 900, 457));
    assertThat(timeline.text())
        .contains("|______________________________________________|  unaccounted 897 ms\n")
        .contains("|#_#_#_#_")
        .contains("ran 450 ms")
        .contains("_ unaccounted: no CPU time");
    assertThat(timeline.svg())
        .contains(">unaccounted 900 ms</text>")
        .contains(">unaccounted</text>")
        .doesNotContain(">R 900 ms</text>");
    assertThat(timeline.alternative()).contains("dispatcher unaccounted 897 ms.");
    assertThat(new Timeline(Reports.contention()).text()).doesNotContain("unaccounted");
  }

  @Test
  void aNativeCallThatWasSeenIsNamed() {
    ThreadReport report =
        withNativeCalls().span(1, State.UNACCOUNTED, 100, 890, "EPoll.wait").report(900, 900, 457);
    Timeline timeline = new Timeline(report);
    assertThat(timeline.svg()).contains(">in EPoll.wait 790 ms</text>");
    assertThat(timeline.alternative()).contains(" in EPoll.wait.");
  }

  @Test
  void theHeadlineSaysWhatNobodyAccountsFor() {
    assertThat(new Headline(withNativeCalls().report(900, 900, 457)).text())
        .endsWith(
            "75 % of the threads' time is unaccounted: no CPU time and no recorded pause, as in a"
                + " native call.");
  }

  @Test
  void svgIsWellFormedAndUsesPresentationAttributesOnly() throws Exception {
    for (ThreadReport report :
        List.of(Reports.sleepers(), Reports.contention(), Reports.many(1000))) {
      String svg = new Timeline(report).svg();
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(
                  new ByteArrayInputStream(svg.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
      assertThat(svg)
          .doesNotContain("style=")
          .doesNotContain("class=")
          .doesNotContain("<style")
          .doesNotContain("<use")
          .doesNotContain("href");
      assertThat(svg.length()).isLessThan(150_000);
      assertThat(new Timeline(report).svg()).isEqualTo(svg);
    }
  }

  @Test
  void handOffsAreLabelledWithTheirLock() {
    String svg = new Timeline(Reports.contention()).svg();
    assertThat(svg)
        .contains(">account</text>")
        .contains(">blocked on account 290 ms</text>")
        .contains("<polygon");
  }

  @Test
  void noArrowGoesThroughALabel() {
    ThreadReport report =
        new Reports()
            .row("top", Kind.PLATFORM, 0, Reports.times(900, 1, 0, 0, 0, 0, 0), new End.Finished())
            .row("mid", Kind.PLATFORM, 0, Reports.times(900, 1, 0, 0, 0, 0, 0), new End.Finished())
            .row("low", Kind.PLATFORM, 0, Reports.times(900, 1, 0, 0, 0, 0, 0), new End.Finished())
            .span(1, State.BLOCKED, 0, 900, "door")
            .handOff(450, 0, 2, "key")
            .report(900, 900, 3);
    List<Shape> shapes = TimelineDrawing.of(report, "").shapes();
    Shape.Text label = first(shapes, Shape.Text.class, t -> t.text().startsWith("blocked on door"));
    Shape.Tip arrow = first(shapes, Shape.Tip.class, t -> true);
    assertThat(Math.abs(label.x() - arrow.x()))
        .isGreaterThan(Drawing.textWidth(label.text(), 11) / 2);
  }

  private static <T> T first(List<Shape> shapes, Class<T> type, Predicate<T> wanted) {
    return shapes.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void idsOfTwoPicturesDiffer() {
    Pattern id = Pattern.compile("id=\"([^\"]+)\"");
    Matcher one = id.matcher(new Timeline(Reports.sleepers()).svg());
    String other = new Timeline(Reports.contention()).svg();
    while (one.find()) {
      assertThat(other).doesNotContain("\"" + one.group(1) + "\"");
    }
  }

  @Test
  void alternativeTextIsShortAndComplete() {
    Map<String, String> data = new Timeline(Reports.contention()).bundle().data();
    Matcher alt = Pattern.compile(" alt=\"([^\"]*)\"").matcher(data.get("text/html"));
    assertThat(alt.find()).isTrue();
    assertThat(alt.group(1))
        .startsWith("Timeline of cell 7: 4 threads and main in 900 ms.")
        .endsWith("2 lock hand-offs.")
        .hasSizeLessThanOrEqualTo(250);
  }

  @Test
  void theSameDrawingMakesAPng() throws IOException {
    Map<String, String> data = new Timeline(Reports.contention()).bundle(true).data();
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data.get("image/png"))));
    assertThat(image.getWidth()).isEqualTo(1440);
    assertThat(data).doesNotContainKey("image/svg+xml");
    assertThat(data.get("text/html")).contains("src=\"data:image/png;base64,");
  }

  @Test
  void coloursContrastWithWhiteAndDarkPages() {
    for (StateLook look : StateLook.values()) {
      assertThat(contrast(look.colour, "#ffffff")).as(look.name()).isGreaterThanOrEqualTo(3);
      assertThat(contrast(look.colour, "#111111")).as(look.name()).isGreaterThanOrEqualTo(3);
    }
    assertThat(contrast(Drawing.INK, "#ffffff")).isGreaterThanOrEqualTo(4.5);
    assertThat(contrast(Drawing.FAINT, "#ffffff")).isGreaterThanOrEqualTo(4.5);
  }

  @Test
  void noTwoStatesLookAlikeWithoutColour() {
    assertThat(List.of(StateLook.values()).stream().map(l -> l.fill).collect(Collectors.toSet()))
        .hasSize(StateLook.values().length);
    assertThat(List.of(StateLook.values()).stream().map(l -> l.mark).collect(Collectors.toSet()))
        .hasSize(StateLook.values().length);
  }

  /** Contrast as in WCAG 2, 1.4.3. */
  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    double sum = 0;
    double[] weights = {0.2126, 0.7152, 0.0722};
    for (int i = 0; i < 3; i++) {
      double c = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  @Test
  void aDeadlockIsSaidInWords() {
    Deadlock deadlock =
        new Deadlock(
            List.of(
                new Deadlock.Member("left", "lockA", "lockB", "cell 7, line 5"),
                new Deadlock.Member("right", "lockB", "lockA", "cell 7, line 11")),
            false);
    assertThat(new DeadlockReport(deadlock).text())
        .startsWith(
            """
            Deadlock: 2 threads wait for each other - none of them can go on.
            thread  holds  wants  held by  at
            left    lockA  lockB  right    cell 7, line 5
            right   lockB  lockA  left     cell 7, line 11
            cycle: left -> lockB -> right -> lockA -> left
            """);
  }

  @Test
  void contentionIsReportedByLock() {
    ContentionReport contention = new ContentionReport(Reports.contention());
    assertThat(contention.notable()).isTrue();
    assertThat(contention.text())
        .containsPattern("account +2 +765.0 +475.0 +left -> right, right -> auditor");
    assertThat(new ContentionReport(Reports.sleepers()).notable()).isFalse();
  }

  @Test
  void locksOfNoConsequenceAreOnlyCounted() {
    ThreadReport report =
        new Reports()
            .row("t", Kind.PLATFORM, 0, Reports.times(900, 1, 0, 0, 805, 0, 0), new End.Finished())
            .span(0, State.BLOCKED, 0, 800, "door")
            .span(0, State.BLOCKED, 810, 815, "latch")
            .report(900, 900, 3);
    assertThat(new ContentionReport(report).text())
        .contains("door")
        .doesNotContain("latch")
        .endsWith("and 1 more lock with shorter waits");
  }
}
