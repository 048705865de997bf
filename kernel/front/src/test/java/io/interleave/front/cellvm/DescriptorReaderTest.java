package io.interleave.front.cellvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Comm;
import io.interleave.wire.Event;
import io.interleave.wire.Event.Stream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DescriptorReaderTest {
  private final StringBuffer seen = new StringBuffer();
  private final PipedOutputStream descriptor = new PipedOutputStream();
  private DescriptorReader reader;

  @BeforeEach
  void start() throws IOException {
    CellVmListener listener =
        new CellVmListener() {
          @Override
          public void event(Event event) {
            Event.Output output = (Event.Output) event;
            assertThat(output.cell()).isEqualTo(7);
            assertThat(output.stream()).isEqualTo(Stream.STDERR);
            seen.append(output.text());
          }

          @Override
          public void comm(Comm comm) {
            throw new AssertionError(comm);
          }

          @Override
          public void died(String reason) {
            throw new AssertionError(reason);
          }
        };
    reader =
        DescriptorReader.start(new PipedInputStream(descriptor), Stream.STDERR, "nonce", listener);
  }

  @Test
  void textBeforeTheMarkHasArrivedWhenTheMarkIsAwaited() throws IOException {
    reader.latestCell(7);
    reader.ready();
    write("first\n");
    write("\0nonce 41\0");
    write("second\n");
    write("\0nonce 42\0");

    reader.awaitMark(42);

    assertThat(seen).hasToString("first\nsecond\n");
  }

  @Test
  void aMarkSplitOverWritesIsNoText() throws IOException {
    reader.latestCell(7);
    reader.ready();
    for (char c : "a\0nonce 1\0b\0nonce 2\0".toCharArray()) {
      write(String.valueOf(c));
    }

    reader.awaitMark(2);

    assertThat(seen).hasToString("ab");
  }

  @Test
  void whatLooksLikeAMarkIsKeptAsText() throws IOException {
    reader.latestCell(7);
    reader.ready();
    write("a\0b\0non");
    descriptor.close();

    reader.awaitEnd();

    assertThat(seen).hasToString("a\0b\0non");
  }

  @Test
  void aCharacterSplitOverWritesIsDecodedOnce() throws IOException {
    reader.latestCell(7);
    reader.ready();
    for (byte b : "é😀".getBytes(StandardCharsets.UTF_8)) {
      descriptor.write(b);
      descriptor.flush();
    }
    write("\0nonce 1\0");

    reader.awaitMark(1);

    assertThat(seen).hasToString("é😀");
  }

  @Test
  void textBeforeReadyIsKeptAsTheReasonOfAFailedStart() throws IOException {
    write("Unrecognized VM option 'Bogus'\n");
    descriptor.close();

    reader.awaitEnd();

    assertThat(reader.lastText()).isEqualTo("Unrecognized VM option 'Bogus'\n");
    assertThat(seen).isEmpty();
  }

  private void write(String text) throws IOException {
    descriptor.write(text.getBytes(StandardCharsets.UTF_8));
    descriptor.flush();
  }
}
