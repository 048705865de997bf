package io.interleave.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A frame from the cell JVM to the front JVM. */
public sealed interface Event extends Frame {

  /** Answers the command that has this id. */
  sealed interface Answer extends Event {
    /** The id of the command; never 0. */
    long id();
  }

  /** The cell JVM can take commands. Its first frame. */
  record Ready(long pid, String javaVersion, int processors) implements Event {}

  /** A command that has no value of its own was carried out. */
  record Done(long id) implements Answer {}

  /** A command could not be carried out; {@code message} says why in words. */
  record Failed(long id, String message) implements Answer {}

  /**
   * Text that a thread wrote.
   *
   * @param nanos {@code System.nanoTime} of the cell JVM at the write
   * @param text any number of whole lines, or a partial line
   */
  record Output(int cell, long threadId, Stream stream, long nanos, String text) implements Event {}

  /**
   * A rich output, a new one or (with {@code update}) another state of an earlier one.
   *
   * @param data MIME type to text, JSON text or base64
   * @param metadataJson a JSON object
   */
  record Display(
      int cell,
      Map<String, String> data,
      String metadataJson,
      @Nullable String displayId,
      boolean update)
      implements Event {}

  /**
   * Clears the outputs of the cell, at once or (with {@code untilNext}) when the next one comes.
   */
  record Clear(int cell, boolean untilNext) implements Event {}

  /** The method came back. The times cover the user's code only. */
  record Returned(long id, Value value, long wallNanos, long cpuNanos) implements Answer {}

  /** The method threw. */
  record Threw(long id, Thrown thrown, long wallNanos, long cpuNanos) implements Answer {}

  /** The method was ended by {@link Command.Interrupt}. */
  record Stopped(long id, @Nullable Thrown thrown) implements Answer {}

  /** User code asked the JVM to exit; nothing exited, the cell ended. */
  record Exited(long id, int status) implements Answer {}

  /** What still runs for the cell after {@link Command.Settle}; empty when nothing does. */
  record Settled(long id, int cell, List<RunningWork> running) implements Answer {}

  /** What {@link Command.Interrupt} could not stop; empty when all stopped. */
  record Interrupted(long id, int cell, List<RunningWork> survivors) implements Answer {}

  /** User code reads standard input; the answer is {@link Command.Input}. */
  record InputWanted(long id, int cell, String prompt, boolean password) implements Event {}

  /** An exception ended a thread that nobody waits for. */
  record Uncaught(int cell, long threadId, String threadName, Thrown thrown) implements Event {}

  /**
   * What the threads of a cell did.
   *
   * @param threads the cell's own first, then by start; at most 100,000
   * @param recording a flight recording that covers the cell; the reader deletes it. Null when none
   *     was asked for, needed or possible
   * @param problem why there is no recording although one was asked for, a sentence; else empty
   */
  record ThreadsReported(
      long id,
      int cell,
      RunFacts run,
      List<ThreadFacts> threads,
      @Nullable String recording,
      String problem)
      implements Answer {}

  /**
   * What threads do at a moment.
   *
   * @param nanos {@code System.nanoTime} of the cell JVM
   * @param threads at most 1,000
   */
  record ThreadsSampled(long id, long nanos, List<ThreadSample> threads) implements Answer {}

  /**
   * When a cell ran, in {@code System.nanoTime} of the cell JVM.
   *
   * @param bodyEndNanos when its own code came back; {@code endNanos} while it has not
   * @param endNanos when its work ended, or now
   * @param processCpuNanos CPU time of the whole process meanwhile; negative when not measurable
   * @param unlisted threads beyond those that are listed
   * @param gaps when the cell's own thread waited for its next statement to be compiled, by time
   */
  record RunFacts(
      long beginNanos,
      long bodyEndNanos,
      long endNanos,
      long processCpuNanos,
      int unlisted,
      List<Gap> gaps) {}

  /** A stretch of time, in {@code System.nanoTime} of the cell JVM. */
  record Gap(long fromNanos, long toNanos) {}

  /** What {@code Compare} measured in the cell: a timing a section, in the sections' order. */
  record Measured(int cell, List<Timing> timings, int warmups, Machine machine) implements Event {}

  /**
   * How often which result came out of a race, in the order of their first occurrence.
   *
   * @param results the text of each result
   * @param counts how often it came, in the same order
   * @param expected the results that a correct program gives; empty when nobody said
   */
  record Raced(int cell, List<String> results, List<Long> counts, List<String> expected)
      implements Event {}

  /**
   * The measured runs of one section.
   *
   * @param threads how many threads it uses, or 0 when nobody said
   * @param wallNanos of each run
   * @param cpuNanos of each run, -1 where it could not be measured
   * @param readyNanos of each run, for how long threads wanted a core and had none; -1 where
   *     unknown
   * @param note why there are fewer runs than there should be, or empty
   */
  record Timing(
      String label,
      int threads,
      List<Long> wallNanos,
      List<Long> cpuNanos,
      List<Long> readyNanos,
      String note) {}

  /**
   * What the machine did while something was measured.
   *
   * @param othersShare the part of its CPU that other processes took, 0 to 1, or NaN
   * @param loadAverage of the last minute, or negative
   * @param gcShare garbage collection ÷ wall time
   * @param jitShare just-in-time compilation ÷ wall time
   */
  record Machine(
      String java,
      int processors,
      double othersShare,
      double loadAverage,
      double gcShare,
      double jitShare) {}

  /** Which standard stream a text was written to. */
  enum Stream {
    STDOUT,
    STDERR
  }

  /**
   * A value as the notebook shows it.
   *
   * @param data MIME type to text, JSON text or base64; empty for {@code void}, else it always has
   *     {@code text/plain}
   * @param metadataJson a JSON object
   */
  record Value(Map<String, String> data, String metadataJson) {}

  /**
   * Something that still goes on: a thread, or tasks that wait in a pool.
   *
   * @param name the thread's name, or what waits, such as {@code 3 queued tasks}
   * @param state a {@link Thread.State}, or empty
   * @param top the innermost frame in user code as {@code cell 7, line 3}, or the innermost frame
   */
  record RunningWork(String name, String state, String top) {}

  /**
   * An exception with all that hangs on it.
   *
   * @param className the real class, such as {@code java.lang.IllegalStateException}
   * @param frames innermost first; a frame of a cell has the cell's title as its file and the
   *     cell's line, because the front writes both into the class file before it is loaded
   * @param omittedFrames how many frames were left out between the ends of a long trace
   */
  record Thrown(
      String className,
      @Nullable String message,
      List<Trace> frames,
      int omittedFrames,
      @Nullable Thrown cause,
      List<Thrown> suppressed) {}

  /** One frame of a stack trace; the line is negative when unknown. */
  record Trace(String className, String methodName, @Nullable String file, int line) {}
}
