package io.interleave.wire;

import io.interleave.wire.Command.ClassFile;
import io.interleave.wire.Event.Machine;
import io.interleave.wire.Event.RunningWork;
import io.interleave.wire.Event.Thrown;
import io.interleave.wire.Event.Timing;
import io.interleave.wire.Event.Trace;
import org.jspecify.annotations.Nullable;

/** Turns the records that frames are made of into bytes and back, their components in order. */
final class PartCodec {
  private PartCodec() {}

  static void writeClass(FrameOutput out, ClassFile file) {
    out.putString(file.name());
    out.putBytes(file.bytes());
  }

  static void writeRun(FrameOutput out, Event.RunFacts run) {
    out.putLong(run.beginNanos());
    out.putLong(run.bodyEndNanos());
    out.putLong(run.endNanos());
    out.putLong(run.processCpuNanos());
    out.putInt(run.unlisted());
    out.putAll(
        run.gaps(),
        (to, gap) -> {
          to.putLong(gap.fromNanos());
          to.putLong(gap.toNanos());
        });
  }

  static Event.RunFacts readRun(FrameInput in) {
    return new Event.RunFacts(
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getInt(),
        in.getAll(i -> new Event.Gap(i.getLong(), i.getLong())));
  }

  static Trace readTrace(FrameInput in) {
    return new Trace(in.getString(), in.getString(), in.getNullable(), in.getInt());
  }

  static void writeTrace(FrameOutput out, Trace trace) {
    out.putString(trace.className());
    out.putString(trace.methodName());
    out.putNullable(trace.file());
    out.putInt(trace.line());
  }

  static void writeWork(FrameOutput out, RunningWork work) {
    out.putString(work.name());
    out.putString(work.state());
    out.putString(work.top());
  }

  static RunningWork readWork(FrameInput in) {
    return new RunningWork(in.getString(), in.getString(), in.getString());
  }

  static void writeOptionalThrown(FrameOutput out, @Nullable Thrown thrown) {
    out.putBoolean(thrown != null);
    if (thrown != null) {
      writeThrown(out, thrown);
    }
  }

  static @Nullable Thrown readOptionalThrown(FrameInput in) {
    return in.getBoolean() ? readThrown(in) : null;
  }

  static void writeThrown(FrameOutput out, Thrown thrown) {
    out.putString(thrown.className());
    out.putNullable(thrown.message());
    out.putAll(thrown.frames(), PartCodec::writeTrace);
    out.putInt(thrown.omittedFrames());
    writeOptionalThrown(out, thrown.cause());
    out.putAll(thrown.suppressed(), PartCodec::writeThrown);
  }

  static Thrown readThrown(FrameInput in) {
    return new Thrown(
        in.getString(),
        in.getNullable(),
        in.getAll(PartCodec::readTrace),
        in.getInt(),
        readOptionalThrown(in),
        in.getAll(PartCodec::readThrown));
  }

  static void writeTiming(FrameOutput out, Timing timing) {
    out.putString(timing.label());
    out.putInt(timing.threads());
    out.putAll(timing.wallNanos(), FrameOutput::putLong);
    out.putAll(timing.cpuNanos(), FrameOutput::putLong);
    out.putAll(timing.readyNanos(), FrameOutput::putLong);
    out.putString(timing.note());
  }

  static Timing readTiming(FrameInput in) {
    return new Timing(
        in.getString(),
        in.getInt(),
        in.getAll(FrameInput::getLong),
        in.getAll(FrameInput::getLong),
        in.getAll(FrameInput::getLong),
        in.getString());
  }

  static void writeMachine(FrameOutput out, Machine machine) {
    out.putString(machine.java());
    out.putInt(machine.processors());
    out.putDouble(machine.othersShare());
    out.putDouble(machine.loadAverage());
    out.putDouble(machine.gcShare());
    out.putDouble(machine.jitShare());
  }

  static Machine readMachine(FrameInput in) {
    return new Machine(
        in.getString(),
        in.getInt(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble());
  }

  static ClassFile readClass(FrameInput in) {
    return new ClassFile(in.getString(), in.getBytes());
  }
}
