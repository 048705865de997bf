package io.interleave.cell.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.cell.stop.StopRequests;
import io.interleave.wire.Event;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MainThreadTest {
  private static final int CELL = 1;

  private final BlockingQueue<Event> answers = new LinkedBlockingQueue<>();
  private final StopRequests requests = new StopRequests();
  private final BlockingQueue<MainThread> made = new LinkedBlockingQueue<>();
  private final MainThread main = start();

  private MainThread start() {
    Thread thread =
        new Thread(
            () -> {
              MainThread own = new MainThread(MainThreadTest.class.getClassLoader(), answers::add);
              made.add(own);
              own.work();
            });
    thread.setDaemon(true);
    thread.start();
    try {
      return made.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Invocation invocation(long id, Invocation.Body body) {
    return new Invocation(id, CELL, body, requests, value -> {});
  }

  private Event answer() throws InterruptedException {
    Event answer = answers.poll(30, TimeUnit.SECONDS);
    assertThat(answer).as("an answer").isNotNull();
    return answer;
  }

  @Test
  void whatFailsBetweenSnippetsDoesNotKeepTheNextFromRunning() throws Exception {
    main.run(
        () -> {
          throw new OutOfMemoryError("between snippets");
        });
    main.run(invocation(7, () -> () -> new Invocation.Result(null, true)));
    assertThat(answer())
        .isInstanceOfSatisfying(Event.Returned.class, it -> assertThat(it.id()).isEqualTo(7));
  }

  @Test
  void aSnippetIsAnsweredForThatFailsOutsideOfUserCode() throws Exception {
    Thread[] ran = new Thread[1];
    Invocation failing =
        new Invocation(
            7,
            CELL,
            () -> () -> new Invocation.Result("value", false),
            requests,
            value -> {
              ran[0] = Thread.currentThread();
              throw new Unreadable();
            });
    main.run(failing);
    main.run(invocation(8, () -> () -> new Invocation.Result(null, true)));

    assertThat(answer())
        .isInstanceOfSatisfying(Event.Threw.class, it -> assertThat(it.id()).isEqualTo(7));
    assertThat(answer())
        .isInstanceOfSatisfying(Event.Returned.class, it -> assertThat(it.id()).isEqualTo(8));
    assertThat(main.isMain(ran[0])).as("goes on").isFalse();
  }

  /** Fails once more while it is read, as for lack of memory. */
  private static final class Unreadable extends Error {
    private static final long serialVersionUID = 1L;
    private int asked;

    @Override
    public StackTraceElement[] getStackTrace() {
      if (asked++ == 0) {
        throw new OutOfMemoryError("while it is read");
      }
      return super.getStackTrace();
    }
  }
}
