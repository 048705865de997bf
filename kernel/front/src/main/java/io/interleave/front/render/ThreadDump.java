package io.interleave.front.render;

import io.interleave.front.threads.SampleNames;
import io.interleave.wire.ThreadSample;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** All live threads of user code at one moment, by the cell they work for. */
public final class ThreadDump {
  private final List<ThreadSample> samples;
  private final SampleNames names;
  private final IntFunction<String> titles;

  /**
   * @param titles what the cell of a run is called
   */
  public ThreadDump(List<ThreadSample> samples, SampleNames names, IntFunction<String> titles) {
    this.samples = samples;
    this.names = names;
    this.titles = titles;
  }

  /** At most 100 columns; the first line is a sentence. */
  public String text() {
    ReportPage page =
        new ReportPage(
            Names.count(samples.size(), "live thread") + " of user code.",
            List.of(
                ReportPage.words("cell"),
                ReportPage.words("thread"),
                ReportPage.words("state"),
                ReportPage.words("on"),
                ReportPage.words("at")));
    samples.stream()
        .sorted(Comparator.comparingInt(ThreadSample::cell).thenComparing(ThreadSample::id))
        .forEach(
            sample -> {
              SampleNames.Now now = names.now(sample);
              page.row(
                  titles.apply(sample.cell()),
                  sample.name().isBlank() ? "#" + sample.id() : sample.name(),
                  now.state().name().toLowerCase(Locale.ROOT),
                  now.what(),
                  now.where());
            });
    return page.text();
  }
}
