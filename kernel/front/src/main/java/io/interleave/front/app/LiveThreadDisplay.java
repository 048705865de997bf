package io.interleave.front.app;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.magic.ThreadDisplay;
import io.interleave.front.report.ReportSettings;
import io.interleave.front.report.ThreadReports;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reports on threads as commands see them. */
final class LiveThreadDisplay implements ThreadDisplay {
  private final ThreadReports reports;
  private final CellVm cellVm;

  LiveThreadDisplay(ThreadReports reports, CellVm cellVm) {
    this.reports = reports;
    this.cellVm = cellVm;
  }

  @Override
  public void when(String when) {
    reports.settings().when(ReportSettings.When.valueOf(when.toUpperCase(Locale.ROOT)));
  }

  @Override
  public void image(String format) {
    reports.settings().image(ReportSettings.Image.valueOf(format.toUpperCase(Locale.ROOT)));
  }

  @Override
  public boolean png() {
    return reports.settings().image() == ReportSettings.Image.PNG;
  }

  /**
   * Begins with the format that the environment variable {@code INTERLEAVE_IMAGE} names; SVG
   * without one.
   */
  void beginWith(@Nullable String image) {
    if (image == null || image.isEmpty()) {
      return;
    }
    try {
      image(image);
    } catch (IllegalArgumentException e) {
      System.err.println(
          "interleave: INTERLEAVE_IMAGE is \"" + image + "\", but should be svg or png.");
    }
  }

  @Override
  public void omit(int cell) {
    reports.settings().omit(cell);
  }

  @Override
  public String dump() {
    return reports.dump(cellVm);
  }
}
