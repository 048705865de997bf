package io.interleave.wire;

import io.interleave.wire.Event.Stream;
import io.interleave.wire.Event.Value;

/** Turns frames into bytes and back: one type byte, then the record's components in order. */
final class FrameCodec {
  private static final int LOAD = 1;
  private static final int INVOKE = 2;
  private static final int READ_FIELD = 3;
  private static final int ADD_TO_CLASS_PATH = 4;
  private static final int BEGIN_CELL = 5;
  private static final int SETTLE = 6;
  private static final int INTERRUPT = 7;
  private static final int INPUT = 8;
  private static final int CONFIGURE = 9;
  private static final int SHUTDOWN = 10;
  private static final int REPORT_THREADS = 11;
  private static final int SAMPLE_THREADS = 12;
  private static final int START_RECORDING = 13;
  private static final int COMM = 31;
  private static final int READY = 32;
  private static final int DONE = 33;
  private static final int FAILED = 34;
  private static final int OUTPUT = 35;
  private static final int DISPLAY = 36;
  private static final int CLEAR = 37;
  private static final int RETURNED = 38;
  private static final int THREW = 39;
  private static final int STOPPED = 40;
  private static final int EXITED = 41;
  private static final int SETTLED = 42;
  private static final int INTERRUPTED = 43;
  private static final int INPUT_WANTED = 44;
  private static final int UNCAUGHT = 45;
  private static final int THREADS_REPORTED = 46;
  private static final int THREADS_SAMPLED = 47;
  private static final int MEASURED = 60;
  private static final int RACED = 61;

  private static final Stream[] STREAMS = Stream.values();
  private static final Comm.Kind[] COMM_KINDS = Comm.Kind.values();

  private FrameCodec() {}

  static void write(FrameOutput out, Frame frame) {
    if (frame instanceof Command command) {
      writeCommand(out, command);
    } else if (frame instanceof Event event) {
      writeEvent(out, event);
    } else {
      writeComm(out, (Comm) frame);
    }
  }

  private static void writeCommand(FrameOutput out, Command command) {
    if (command instanceof Command.Load f) {
      head(out, LOAD, f.id());
      out.putAll(f.classes(), PartCodec::writeClass);
    } else if (command instanceof Command.Invoke f) {
      head(out, INVOKE, f.id());
      out.putInt(f.cell());
      out.putString(f.className());
      out.putString(f.methodName());
    } else if (command instanceof Command.ReadField f) {
      head(out, READ_FIELD, f.id());
      out.putInt(f.cell());
      out.putString(f.className());
      out.putString(f.fieldName());
    } else if (command instanceof Command.AddToClassPath f) {
      head(out, ADD_TO_CLASS_PATH, f.id());
      out.putString(f.path());
    } else if (command instanceof Command.BeginCell f) {
      out.putByte(BEGIN_CELL);
      out.putInt(f.cell());
      out.putString(f.title());
      out.putBoolean(f.stdinAllowed());
    } else if (command instanceof Command.Settle f) {
      head(out, SETTLE, f.id());
      out.putInt(f.cell());
      out.putLong(f.limitMillis());
    } else if (command instanceof Command.Interrupt f) {
      head(out, INTERRUPT, f.id());
      out.putInt(f.cell());
    } else if (command instanceof Command.Input f) {
      head(out, INPUT, f.id());
      out.putNullable(f.text());
    } else if (command instanceof Command.Configure f) {
      out.putByte(CONFIGURE);
      out.putString(f.name());
      out.putString(f.value());
    } else if (command instanceof Command.ReportThreads f) {
      head(out, REPORT_THREADS, f.id());
      out.putInt(f.cell());
      out.putBoolean(f.recording());
    } else if (command instanceof Command.SampleThreads f) {
      head(out, SAMPLE_THREADS, f.id());
      out.putInt(f.cell());
    } else if (command instanceof Command.StartRecording f) {
      head(out, START_RECORDING, f.id());
    } else {
      out.putByte(SHUTDOWN);
    }
  }

  private static void writeEvent(FrameOutput out, Event event) {
    if (event instanceof Event.Output f) {
      out.putByte(OUTPUT);
      out.putInt(f.cell());
      out.putLong(f.threadId());
      out.putByte(f.stream().ordinal());
      out.putLong(f.nanos());
      out.putString(f.text());
    } else if (event instanceof Event.Ready f) {
      out.putByte(READY);
      out.putLong(f.pid());
      out.putString(f.javaVersion());
      out.putInt(f.processors());
    } else if (event instanceof Event.Done f) {
      head(out, DONE, f.id());
    } else if (event instanceof Event.Failed f) {
      head(out, FAILED, f.id());
      out.putString(f.message());
    } else if (event instanceof Event.Display f) {
      out.putByte(DISPLAY);
      out.putInt(f.cell());
      out.putMap(f.data());
      out.putString(f.metadataJson());
      out.putNullable(f.displayId());
      out.putBoolean(f.update());
    } else if (event instanceof Event.Clear f) {
      out.putByte(CLEAR);
      out.putInt(f.cell());
      out.putBoolean(f.untilNext());
    } else {
      writeAnswer(out, event);
    }
  }

  private static void writeAnswer(FrameOutput out, Event event) {
    if (event instanceof Event.Returned f) {
      head(out, RETURNED, f.id());
      out.putMap(f.value().data());
      out.putString(f.value().metadataJson());
      out.putLong(f.wallNanos());
      out.putLong(f.cpuNanos());
    } else if (event instanceof Event.Threw f) {
      head(out, THREW, f.id());
      PartCodec.writeThrown(out, f.thrown());
      out.putLong(f.wallNanos());
      out.putLong(f.cpuNanos());
    } else if (event instanceof Event.Stopped f) {
      head(out, STOPPED, f.id());
      PartCodec.writeOptionalThrown(out, f.thrown());
    } else if (event instanceof Event.Exited f) {
      head(out, EXITED, f.id());
      out.putInt(f.status());
    } else if (event instanceof Event.Settled f) {
      head(out, SETTLED, f.id());
      out.putInt(f.cell());
      out.putAll(f.running(), PartCodec::writeWork);
    } else if (event instanceof Event.Interrupted f) {
      head(out, INTERRUPTED, f.id());
      out.putInt(f.cell());
      out.putAll(f.survivors(), PartCodec::writeWork);
    } else if (event instanceof Event.InputWanted f) {
      head(out, INPUT_WANTED, f.id());
      out.putInt(f.cell());
      out.putString(f.prompt());
      out.putBoolean(f.password());
    } else if (event instanceof Event.Uncaught f) {
      out.putByte(UNCAUGHT);
      out.putInt(f.cell());
      out.putLong(f.threadId());
      out.putString(f.threadName());
      PartCodec.writeThrown(out, f.thrown());
    } else if (event instanceof Event.ThreadsReported f) {
      head(out, THREADS_REPORTED, f.id());
      out.putInt(f.cell());
      PartCodec.writeRun(out, f.run());
      out.putAll(f.threads(), ThreadFacts::write);
      out.putNullable(f.recording());
      out.putString(f.problem());
    } else if (event instanceof Event.ThreadsSampled f) {
      head(out, THREADS_SAMPLED, f.id());
      out.putLong(f.nanos());
      out.putAll(f.threads(), ThreadSample::write);
    } else if (event instanceof Event.Measured f) {
      writeMeasured(out, f);
    } else if (event instanceof Event.Raced f) {
      out.putByte(RACED);
      out.putInt(f.cell());
      out.putAll(f.results(), FrameOutput::putString);
      out.putAll(f.counts(), FrameOutput::putLong);
      out.putAll(f.expected(), FrameOutput::putString);
    } else {
      throw new IllegalArgumentException("no encoding for " + event);
    }
  }

  private static void writeComm(FrameOutput out, Comm f) {
    head(out, COMM, f.id());
    out.putInt(f.cell());
    out.putByte(f.kind().ordinal());
    out.putString(f.commId());
    out.putString(f.target());
    out.putString(f.dataJson());
    out.putString(f.metadataJson());
    out.putAll(f.buffers(), FrameOutput::putBytes);
  }

  /** Reads one frame, all of {@code in}. */
  static Frame read(FrameInput in) {
    Frame frame = readBody(in.getByte(), in);
    if (in.remaining() != 0) {
      throw new BadFrameException(in.remaining() + " bytes after " + frame);
    }
    return frame;
  }

  private static Frame readBody(int type, FrameInput in) {
    return switch (type) {
      case LOAD -> new Command.Load(in.getLong(), in.getAll(PartCodec::readClass));
      case INVOKE -> new Command.Invoke(in.getLong(), in.getInt(), in.getString(), in.getString());
      case READ_FIELD ->
          new Command.ReadField(in.getLong(), in.getInt(), in.getString(), in.getString());
      case ADD_TO_CLASS_PATH -> new Command.AddToClassPath(in.getLong(), in.getString());
      case BEGIN_CELL -> new Command.BeginCell(in.getInt(), in.getString(), in.getBoolean());
      case SETTLE -> new Command.Settle(in.getLong(), in.getInt(), in.getLong());
      case INTERRUPT -> new Command.Interrupt(in.getLong(), in.getInt());
      case INPUT -> new Command.Input(in.getLong(), in.getNullable());
      case CONFIGURE -> new Command.Configure(in.getString(), in.getString());
      case REPORT_THREADS -> new Command.ReportThreads(in.getLong(), in.getInt(), in.getBoolean());
      case SAMPLE_THREADS -> new Command.SampleThreads(in.getLong(), in.getInt());
      case START_RECORDING -> new Command.StartRecording(in.getLong());
      case SHUTDOWN -> new Command.Shutdown();
      case COMM ->
          new Comm(
              in.getLong(),
              in.getInt(),
              in.getEnum(COMM_KINDS),
              in.getString(),
              in.getString(),
              in.getString(),
              in.getString(),
              in.getAll(FrameInput::getBytes));
      case READY -> new Event.Ready(in.getLong(), in.getString(), in.getInt());
      case DONE -> new Event.Done(in.getLong());
      case FAILED -> new Event.Failed(in.getLong(), in.getString());
      case OUTPUT ->
          new Event.Output(
              in.getInt(), in.getLong(), in.getEnum(STREAMS), in.getLong(), in.getString());
      case DISPLAY ->
          new Event.Display(
              in.getInt(), in.getMap(), in.getString(), in.getNullable(), in.getBoolean());
      case CLEAR -> new Event.Clear(in.getInt(), in.getBoolean());
      case RETURNED ->
          new Event.Returned(
              in.getLong(), new Value(in.getMap(), in.getString()), in.getLong(), in.getLong());
      case THREW ->
          new Event.Threw(in.getLong(), PartCodec.readThrown(in), in.getLong(), in.getLong());
      case STOPPED -> new Event.Stopped(in.getLong(), PartCodec.readOptionalThrown(in));
      case EXITED -> new Event.Exited(in.getLong(), in.getInt());
      case SETTLED -> new Event.Settled(in.getLong(), in.getInt(), in.getAll(PartCodec::readWork));
      case INTERRUPTED ->
          new Event.Interrupted(in.getLong(), in.getInt(), in.getAll(PartCodec::readWork));
      case INPUT_WANTED ->
          new Event.InputWanted(in.getLong(), in.getInt(), in.getString(), in.getBoolean());
      case UNCAUGHT ->
          new Event.Uncaught(in.getInt(), in.getLong(), in.getString(), PartCodec.readThrown(in));
      case THREADS_REPORTED ->
          new Event.ThreadsReported(
              in.getLong(),
              in.getInt(),
              PartCodec.readRun(in),
              in.getAll(ThreadFacts::read),
              in.getNullable(),
              in.getString());
      case THREADS_SAMPLED ->
          new Event.ThreadsSampled(in.getLong(), in.getLong(), in.getAll(ThreadSample::read));
      case MEASURED -> readMeasured(in);
      case RACED ->
          new Event.Raced(
              in.getInt(),
              in.getAll(FrameInput::getString),
              in.getAll(FrameInput::getLong),
              in.getAll(FrameInput::getString));
      default -> throw new BadFrameException("no frame of type " + type);
    };
  }

  private static void writeMeasured(FrameOutput out, Event.Measured f) {
    out.putByte(MEASURED);
    out.putInt(f.cell());
    out.putAll(f.timings(), PartCodec::writeTiming);
    out.putInt(f.warmups());
    PartCodec.writeMachine(out, f.machine());
  }

  private static Event.Measured readMeasured(FrameInput in) {
    return new Event.Measured(
        in.getInt(), in.getAll(PartCodec::readTiming), in.getInt(), PartCodec.readMachine(in));
  }

  private static void head(FrameOutput out, int type, long id) {
    out.putByte(type);
    out.putLong(id);
  }
}
