package io.interleave.cell.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Event;
import io.interleave.wire.Event.Stream;
import io.interleave.wire.Frame;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FrameQueueTest {
  private static final String BIG = "x".repeat(1 << 20) + "\n";

  private final Set<Integer> stopping = ConcurrentHashMap.newKeySet();
  private final FrameQueue queue = new FrameQueue(stopping::contains);

  @Test
  void holdsAnUnfinishedLineBackUntilItsEnd() throws Exception {
    queue.write(Stream.STDOUT, 1, "a");
    queue.write(Stream.STDOUT, 1, "b\nc");
    queue.write(Stream.STDOUT, 1, "d\n");
    queue.send(new Event.Done(1));
    List<String> texts = texts(queue.take()); // two when the thread had no core in between
    assertThat(String.join("", texts)).isEqualTo("ab\ncd\n");
    assertThat(texts).allMatch(text -> text.endsWith("\n"));
  }

  @Test
  void sendsAnUnfinishedLineBeforeAFrameAndBeforeTheOtherStream() throws Exception {
    queue.write(Stream.STDOUT, 1, "out");
    queue.write(Stream.STDERR, 1, "err");
    queue.send(new Event.Done(1));
    List<Frame> frames = queue.take();
    assertThat(texts(frames)).containsExactly("out", "err");
    assertThat(frames.get(2)).isEqualTo(new Event.Done(1));
  }

  @Test
  void givesTextToTheCellThatItWasWrittenFor() throws Exception {
    queue.write(Stream.STDOUT, 1, "first");
    queue.write(Stream.STDOUT, 2, "second\n");
    queue.send(new Event.Done(1));
    List<Frame> frames = queue.take();
    assertThat(texts(frames)).containsExactly("first", "second\n");
    assertThat(((Event.Output) frames.get(0)).cell()).isEqualTo(1);
    assertThat(((Event.Output) frames.get(1)).cell()).isEqualTo(2);
  }

  @Test
  void aPromptIsNoOutput() throws Exception {
    queue.write(Stream.STDOUT, 1, "before\nName: ");
    queue.flushCurrentThread(); // as IO.readln does
    assertThat(queue.takePrompt()).isEqualTo("Name: ");
    assertThat(queue.takePrompt()).isEmpty();
    assertThat(texts(queue.take())).containsExactly("before\n");
  }

  @Test
  void whatIsShownAlreadyOrTooLongIsNoPrompt() throws Exception {
    queue.write(Stream.STDOUT, 1, "Name: ");
    queue.send(new Event.Done(1)); // takes along all text
    assertThat(queue.takePrompt()).isEmpty();
    queue.write(Stream.STDOUT, 1, "x".repeat(201));
    assertThat(queue.takePrompt()).isEmpty();
    assertThat(texts(queue.take())).containsExactly("Name: ", "x".repeat(201));
  }

  @Test
  void splitsALongTextBetweenCharacters() throws Exception {
    String text = "🌍".repeat(300_000) + "\n";
    queue.write(Stream.STDOUT, 1, "a" + text);
    List<String> parts = texts(queue.take());
    assertThat(parts).hasSizeGreaterThan(2);
    assertThat(parts).noneMatch(part -> Character.isHighSurrogate(part.charAt(part.length() - 1)));
    assertThat(String.join("", parts)).isEqualTo("a" + text);
  }

  @RepeatedTest(10)
  void aThreadWaitsForRoomAlsoWhenItIsInterrupted() throws Exception {
    queue.write(Stream.STDOUT, 1, BIG);
    Thread printing = new Thread(() -> queue.write(Stream.STDOUT, 1, "more\n"));
    printing.start();
    printing.interrupt();
    printing.join(20);
    assertThat(printing.isAlive()).isTrue();
    queue.take();
    printing.join(10_000);
    assertThat(printing.isAlive()).isFalse();
    assertThat(texts(queue.take())).containsExactly("more\n");
  }

  @RepeatedTest(10)
  void aThreadOfACellThatIsStoppedDoesNotWait() throws Exception {
    queue.write(Stream.STDOUT, 1, BIG);
    Thread printing = new Thread(() -> queue.write(Stream.STDOUT, 2, "dropped\n"));
    printing.start();
    stopping.add(2);
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (printing.isAlive() && System.nanoTime() < limit) {
      queue.wakeStopped();
      printing.join(1);
    }
    assertThat(printing.isAlive()).isFalse();
    assertThat(String.join("", texts(queue.take()))).isEqualTo(BIG);
  }

  @Test
  void answersGetIntoAFullQueue() throws Exception {
    queue.write(Stream.STDOUT, 1, BIG);
    queue.send(new Event.Done(7));
    List<Frame> frames = queue.take();
    assertThat(frames.get(frames.size() - 1)).isEqualTo(new Event.Done(7));
  }

  private static List<String> texts(List<Frame> frames) {
    return frames.stream()
        .filter(Event.Output.class::isInstance)
        .map(frame -> ((Event.Output) frame).text())
        .toList();
  }
}
