package io.interleave.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interleave.wire.Command.ClassFile;
import io.interleave.wire.Event.Machine;
import io.interleave.wire.Event.RunningWork;
import io.interleave.wire.Event.Stream;
import io.interleave.wire.Event.Thrown;
import io.interleave.wire.Event.Timing;
import io.interleave.wire.Event.Trace;
import io.interleave.wire.Event.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream.Builder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameCodecTest {
  private static final Thrown CAUSE = new Thrown("a.Cause", null, List.of(), 0, null, List.of());
  private static final Thrown THROWN =
      new Thrown(
          "java.lang.IllegalStateException",
          "no 😀",
          List.of(new Trace("A", "m", "cell 7", 3), new Trace("B", "n", null, -1)),
          1024,
          CAUSE,
          List.of(CAUSE));
  private static final RunningWork WORK = new RunningWork("w", "WAITING", "cell 7, line 3");

  static java.util.stream.Stream<Frame> frames() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("text/plain", "é\u0000");
    data.put("text/html", "");
    Builder<Frame> all = java.util.stream.Stream.builder();
    all.add(new Command.Load(1, List.of(new ClassFile("a.B", new byte[] {1, -2}))));
    all.add(new Command.Invoke(Long.MAX_VALUE, -1, "A", "do_it$"));
    all.add(new Command.ReadField(3, 7, "A", "x"));
    all.add(new Command.AddToClassPath(4, "/a b/c.jar"));
    all.add(new Command.BeginCell(7, "cell 7", true));
    all.add(new Command.Settle(5, 7, 10_000));
    all.add(new Command.Interrupt(6, 7));
    all.add(new Command.Input(7, null));
    all.add(new Command.Input(8, "line"));
    all.add(new Command.Configure("route", "latest"));
    all.add(new Command.Shutdown());
    all.add(
        new Comm(9, 7, Comm.Kind.CLOSE, "id", "", "{}", "{\"a\":1}", List.of(new byte[] {0, 1})));
    all.add(new Event.Ready(42, "25.0.3", 2));
    all.add(new Event.Done(1));
    all.add(new Event.Failed(2, "why"));
    all.add(new Event.Output(7, 31, Stream.STDERR, -5, "a\r\nb"));
    all.add(new Event.Display(7, data, "{}", "d", true));
    all.add(new Event.Display(7, data, "{}", null, false));
    all.add(new Event.Clear(7, true));
    all.add(new Event.Returned(3, new Value(data, "{}"), 1, 2));
    all.add(new Event.Threw(4, THROWN, 1, 2));
    all.add(new Event.Stopped(5, null));
    all.add(new Event.Stopped(5, CAUSE));
    all.add(new Event.Exited(6, -3));
    all.add(new Event.Settled(7, 7, List.of(WORK)));
    all.add(new Event.Interrupted(8, 7, List.of(WORK, WORK)));
    all.add(new Event.InputWanted(9, 7, "Name: ", true));
    all.add(new Event.Uncaught(7, 31, "worker", THROWN));
    all.add(
        new Event.Measured(
            7,
            List.of(new Timing("a", 2, List.of(1L, 2L), List.of(-1L, 5L), List.of(0L, -1L), "")),
            1,
            new Machine("JDK 17", 2, 0.25, -1, 0, 1)));
    all.add(new Event.Raced(7, List.of("1", "2"), List.of(3L, 4L), List.of("2")));
    all.add(new Command.ReportThreads(10, 7, true));
    all.add(new Command.SampleThreads(11, 7));
    all.add(new Command.StartRecording(12));
    ThreadFacts facts =
        new ThreadFacts(
            31, "w", ThreadFacts.Kind.POOL, 1, 2, 3, -1, -1, ThreadFacts.Fate.ENDED_BY_STOP);
    Event.RunFacts run = new Event.RunFacts(1, 2, 3, -1, 5, List.of(new Event.Gap(1, 2)));
    all.add(new Event.ThreadsReported(10, 7, run, List.of(facts), null, "no jdk.jfr"));
    all.add(new Event.ThreadsReported(10, 7, run, List.of(), "/tmp/r.jfr", ""));
    ThreadSample.LockWait wait =
        new ThreadSample.LockWait("java.lang.Object", 5, 32, true, "lockA");
    Trace top = new Trace("A", "m", "cell 7", 3);
    all.add(
        new Event.ThreadsSampled(
            11,
            5,
            List.of(
                new ThreadSample(31, "w", 7, "BLOCKED", wait, top, null, true, true),
                new ThreadSample(32, "v", 7, "RUNNABLE", null, null, top, false, false))));
    return all.build();
  }

  @ParameterizedTest
  @MethodSource("frames")
  void everyFrameComesBackAsItWas(Frame frame) throws IOException {
    try (FrameReader reader = reader(bytes(frame))) {
      assertThat(reader.read()).usingRecursiveComparison().isEqualTo(frame);
      assertThat(reader.read()).isNull();
    }
  }

  @Test
  void everyKindOfFrameIsAmongTheExamples() {
    List<Class<?>> kinds = new ArrayList<>();
    kinds.addAll(Arrays.asList(Command.class.getPermittedSubclasses()));
    kinds.addAll(Arrays.asList(Event.class.getPermittedSubclasses()));
    kinds.remove(Event.Answer.class);
    kinds.addAll(Arrays.asList(Event.Answer.class.getPermittedSubclasses()));
    kinds.add(Comm.class);
    assertThat(frames().map(Object::getClass).distinct()).hasSameElementsAs(kinds);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void aStreamThatEndsInTheMiddleOfAFrameIsAnError(Frame frame) throws IOException {
    byte[] whole = bytes(frame);
    for (int length = 1; length < whole.length; length++) {
      FrameReader reader = reader(Arrays.copyOf(whole, length));
      assertThatThrownBy(reader::read).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void noiseIsRefusedAndNeverTakenForMemory() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[1 + random.nextInt(40)];
      random.nextBytes(noise);
      FrameInput in = new FrameInput(noise);
      try {
        FrameCodec.read(in);
      } catch (BadFrameException e) {
        assertThat(e).hasMessageMatching(".*\\S.*");
      }
    }
  }

  @Test
  void framesLargerThanTheBufferKeepTheirOrder() throws IOException {
    List<Frame> sent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sent.add(new Event.Output(i, 1, Stream.STDOUT, i, "x".repeat(i * 5_000)));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FrameWriter writer = new FrameWriter(Channels.newChannel(out))) {
      writer.writeAll(sent);
    }
    List<Frame> received = new ArrayList<>();
    try (FrameReader reader = reader(out.toByteArray())) {
      for (Frame frame = reader.read(); frame != null; frame = reader.read()) {
        received.add(frame);
      }
    }
    assertThat(received).isEqualTo(sent);
  }

  private static byte[] bytes(Frame frame) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FrameWriter writer = new FrameWriter(Channels.newChannel(out))) {
      writer.write(frame);
    }
    return out.toByteArray();
  }

  private static FrameReader reader(byte[] bytes) {
    return new FrameReader(Channels.newChannel(new ByteArrayInputStream(bytes)));
  }
}
