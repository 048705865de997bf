package io.interleave.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame from the front JVM to the cell JVM.
 *
 * <p>{@code id} pairs a command with the one event that answers it. {@code cell} numbers a run of a
 * cell (each execution has its own, unlike Jupyter's execution count, which a silent run repeats).
 */
public sealed interface Command extends Frame {

  /** Defines classes in the user's class loader; answered by {@link Event.Done} or Failed. */
  record Load(long id, List<ClassFile> classes) implements Command {}

  /**
   * Runs a static method without parameters on the cell's main thread; answered by {@link
   * Event.Returned}, {@link Event.Threw}, {@link Event.Stopped} or {@link Event.Exited}.
   */
  record Invoke(long id, int cell, String className, String methodName) implements Command {}

  /** Reads a static field; answered like {@link Invoke}. */
  record ReadField(long id, int cell, String className, String fieldName) implements Command {}

  /** Appends a jar or a folder to the user's class path; answered by Done or Failed. */
  record AddToClassPath(long id, String path) implements Command {}

  /**
   * From now on {@code cell} is the latest cell and the main thread works for it.
   *
   * @param title what stack traces and reports call the cell, such as {@code cell 7}
   * @param stdinAllowed whether the client answers {@link Event.InputWanted}
   */
  record BeginCell(int cell, String title, boolean stdinAllowed) implements Command {}

  /**
   * Waits until no work that the cell started goes on, at most {@code limitMillis} (0: do not
   * wait); answered by {@link Event.Settled}, after the last {@link Event.Output} before it.
   */
  record Settle(long id, int cell, long limitMillis) implements Command {}

  /** Stops every thread that works for the cell; answered by {@link Event.Interrupted}. */
  record Interrupt(long id, int cell) implements Command {}

  /** Answers {@link Event.InputWanted}; {@code text} is null at the end of the input. */
  record Input(long id, @Nullable String text) implements Command {}

  /** Changes a setting of the cell JVM, such as {@code route} to {@code latest}. */
  record Configure(String name, String value) implements Command {}

  /**
   * Asks what the cell's threads did until now; answered by {@link Event.ThreadsReported}.
   *
   * @param recording whether to write what was recorded to a file, which costs some milliseconds;
   *     nothing is written for a cell without threads. Cell 0 is none, for a trial
   */
  record ReportThreads(long id, int cell, boolean recording) implements Command {}

  /**
   * Asks what the live threads of a cell do at this moment, of all cells when it is 0; answered by
   * {@link Event.ThreadsSampled}.
   */
  record SampleThreads(long id, int cell) implements Command {}

  /**
   * Starts the recording, unless it has been started; answered by {@link Event.Done} when it
   * records or cannot.
   */
  record StartRecording(long id) implements Command {}

  /** Ends the cell JVM at once with status 0. */
  record Shutdown() implements Command {}

  /** A class as bytes; the name has dots. */
  record ClassFile(String name, byte[] bytes) {}
}
