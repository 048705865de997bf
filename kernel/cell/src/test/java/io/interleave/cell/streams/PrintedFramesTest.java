package io.interleave.cell.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintedFramesTest {
  private final PrintedFrames frames = new PrintedFrames();

  @Test
  void theCellsOwnFrameIsItsPlaceAndNothingBelowItIsShown() {
    assertThat(frames.readable("\tat user//REPL.$JShell$58.do_it$(cell 30:2)"))
        .isEqualTo("\tat cell 30, line 2");
    assertThat(frames.readable("\tat java.base/java.lang.reflect.Method.invoke(Method.java:569)"))
        .isNull();
    assertThat(frames.readable("\tat io.interleave.cell.exec.MainThread.work(MainThread.java:58)"))
        .isNull();
    assertThat(frames.readable("Caused by: java.io.IOException: no"))
        .isEqualTo("Caused by: java.io.IOException: no");
    assertThat(frames.readable("\tat java.base/java.io.File.open(File.java:1)"))
        .isEqualTo("\tat java.base/java.io.File.open(File.java:1)");
  }

  @Test
  void methodsAndClassesOfCellsHaveTheNamesTheUserGaveThem() {
    assertThat(frames.readable("\tat user//REPL.$JShell$5B$Account$Entry.add(cell 5:3)"))
        .isEqualTo("\tat Account.Entry.add(cell 5:3)");
    assertThat(frames.readable("\tat REPL.$JShell$12.bake(cell 1:7)"))
        .isEqualTo("\tat bake(cell 1:7)");
    assertThat(frames.readable("\tat REPL.$JShell$12.lambda$do_it$$0(cell 1:9)"))
        .isEqualTo("\tat a lambda(cell 1:9)");
  }

  @Test
  void otherTextIsLeftAlone() {
    for (String text : new String[] {"", "\tat", "\tat the end", "at REPL.$JShell$1.x(a:1)"}) {
      assertThat(frames.readable(text)).isEqualTo(text);
    }
  }
}
