package io.interleave.cell.measure;

import io.interleave.api.Compare.Section;
import io.interleave.hooks.StopSignal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs sections in turn, A B A B …, so that whatever disturbs the machine for a while disturbs all
 * of them alike. The warm-ups come first and are interleaved too.
 */
public final class Interleaved {
  /** Of what one of the others does: with less, a thread only looked after them. */
  private static final double SHARE = 0.5;

  /**
   * Of the wall time: where all wait, looking after threads is more than what each of them does.
   */
  private static final double NOTABLE = 0.15;

  /** What it takes at most to start a thread and to wait for its end. */
  private static final long START_NANOS = 100_000;

  private final UsageMeter meter;
  private final List<Track> tracks = new ArrayList<>();

  /** The sections are run in this order in every round. */
  public Interleaved(List<Section> sections, UsageMeter meter) {
    this.meter = meter;
    sections.forEach(section -> tracks.add(new Track(section)));
  }

  /**
   * Runs all rounds. A section that throws is left out of the rounds to come.
   *
   * @throws StopSignal when the user stops the cell; {@link #samples} has the runs until then
   */
  public void run(int warmups, int rounds) {
    for (int round = -warmups; round < rounds; round++) {
      for (Track track : tracks) {
        if (track.thrown == null) {
          track.run(round >= 0);
        }
      }
    }
  }

  /** What has been measured so far. */
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (Track track : tracks) {
      samples.add(new Sample(track.section, List.copyOf(track.runs), track.result, track.thrown));
    }
    return samples;
  }

  private final class Track {
    private final Section section;
    private final List<Sample.Run> runs = new ArrayList<>();
    private @Nullable Object result;
    private @Nullable Throwable thrown;

    Track(Section section) {
      this.section = section;
    }

    void run(boolean counts) {
      int threadsBefore = meter.threadsSoFar();
      long readyBefore = meter.readyNanos();
      long cpuBefore = meter.cpuNanos();
      // Last before the section and first behind it: the other meters read a file for each thread.
      long ownBefore = meter.callerCpuNanos();
      long before = meter.nanos();
      try {
        result = section.body().call();
      } catch (StopSignal | InterruptedException e) {
        throw stopped(e);
      } catch (Throwable e) {
        thrown = e;
        return;
      }
      long wall = meter.nanos() - before;
      long own = meter.callerCpuNanos() - ownBefore;
      long cpuAfter = meter.cpuNanos();
      long readyAfter = meter.readyNanos();
      int others = meter.threadsSoFar() - threadsBefore;
      if (counts) {
        long cpu = cpuBefore < 0 || cpuAfter < 0 ? -1 : cpuAfter - cpuBefore;
        long ready = readyBefore < 0 || readyAfter < 0 ? -1 : readyAfter - readyBefore;
        runs.add(new Sample.Run(wall, cpu, ready, others, works(own, cpu, wall, others)));
      }
    }

    /** Whether the section's own thread did about as much as each of the others. */
    private boolean works(long own, long cpu, long wall, int others) {
      if (others == 0) {
        return true;
      }
      double each = cpu < 0 ? wall : (double) (cpu - own) / others;
      return own - others * START_NANOS > Math.max(each * SHARE, wall * NOTABLE);
    }

    // An interrupt ends the measurement, whichever way it reached the section.
    private Error stopped(Throwable cause) {
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return StopSignal.INSTANCE;
    }
  }
}
