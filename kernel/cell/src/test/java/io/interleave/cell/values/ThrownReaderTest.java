package io.interleave.cell.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Event.Thrown;
import org.junit.jupiter.api.Test;

class ThrownReaderTest {
  @Test
  void cutsACycleOfCauses() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);
    first.addSuppressed(new Exception("suppressed", second));
    Thrown read = ThrownReader.read(first);
    assertThat(read.cause().message()).isEqualTo("second");
    assertThat(read.cause().cause()).isNull();
    assertThat(read.suppressed()).hasSize(1);
    assertThat(read.suppressed().get(0).cause()).isNull();
  }

  @Test
  void survivesAMessageThatFails() {
    Thrown read =
        ThrownReader.read(
            new RuntimeException() {
              private static final long serialVersionUID = 1L;

              @Override
              public String getMessage() {
                throw new IllegalArgumentException();
              }
            });
    assertThat(read.message())
        .isEqualTo("(its getMessage() threw java.lang.IllegalArgumentException)");
  }

  @Test
  void keepsTheEndsOfALongTrace() {
    Exception deep = new Exception();
    StackTraceElement[] trace = new StackTraceElement[1024];
    for (int i = 0; i < trace.length; i++) {
      trace[i] = new StackTraceElement("C", "m", "cell 1", i);
    }
    deep.setStackTrace(trace);
    Thrown read = ThrownReader.read(deep);
    assertThat(read.frames()).hasSize(40);
    assertThat(read.omittedFrames()).isEqualTo(984);
    assertThat(read.frames().get(19).line()).isEqualTo(19);
    assertThat(read.frames().get(20).line()).isEqualTo(1004);
  }
}
