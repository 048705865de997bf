package io.interleave.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Event;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rewritten.Rewritten;

/** Stops of the main thread; loops call the shared call site as the front's rewriting has them. */
@Timeout(120)
class StopIT {
  private static CellJvm jvm;
  private static int cell;

  @BeforeAll
  static void start() throws Exception {
    jvm = CellJvm.start();
    jvm.load(Rewritten.class);
  }

  @AfterAll
  static void end() throws Exception {
    jvm.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thread.sleep(100_000); return 1;",
        "Thread.currentThread().join(); return 1;",
        "var l = new ReentrantLock(); var t = new Thread(l::lock); t.start(); t.join(); l.lock();"
            + " return 1;",
        "new ReentrantLock() {{ lock(); newCondition().await(); }}; return 1;",
        "synchronized (\"x\") { \"x\".wait(); } return 1;",
        "while (true) { Rewritten.check(); }",
        "while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { }"
            + " Rewritten.check(); }",
        "while (true) { Rewritten.check(); System.out.println(\"flood\"); }",
        "while (true) { Rewritten.check(); try { Rewritten.check(); } catch (Exception e) { } }",
        "Rewritten.ever(0); return 1;",
        "new LinkedBlockingQueue<String>().take(); return 1;",
        "System.in.read(); return 1;",
        "new Scanner(System.in).nextLine(); return 1;",
      })
  void endsMainAndKeepsTheJvm(String body) throws Exception {
    expectStopped(body);
    expectWorks();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return new java.math.BigInteger(\"123456789\").pow(40_000_000).bitLength();",
        "Integer[] a = new Integer[1000]; Arrays.setAll(a, i -> i * 31 % 1000);"
            + " Arrays.sort(a, (x, y) -> { long end = System.nanoTime() + 10_000_000;"
            + " while (System.nanoTime() < end) { } return x - y; }); return 1;",
        "Stream.iterate(1, i -> i + 1).forEach(i -> { }); return 1;",
        "Stream.iterate(1, i -> i + 1).forEach(System.out::println); return 1;",
        "Stream.iterate(1, i -> i + 1).forEach(System.err::print); return 1;",
        "while (true) { LockSupport.park(); Thread.interrupted(); }",
      })
  void endsLibraryCode(String body) throws Exception {
    int version = Runtime.version().feature();
    Assumptions.assumeTrue(
        version < 20 || version > 21, "Java 20 and 21 have nothing to stop library code with");
    for (int i = 1; i <= 5; i++) {
      expectStopped(body);
      expectWorks();
      jvm.forget();
    }
  }

  @Test
  void endsFiftyInARowAndNeverTheNext() throws Exception {
    for (int i = 1; i <= 50; i++) {
      expectStopped(
          i % 2 == 0 ? "while (true) { Rewritten.check(); }" : "Thread.sleep(100_000); return 1;");
      expectWorks();
      jvm.forget();
    }
  }

  @Test
  void namesWhatItCannotStopAndGoesOn() throws Exception {
    jvm.begin(++cell);
    long id =
        jvm.submit(
            cell,
            "Object lock = new Object(); Object held = new Object();"
                + " var t = new Thread(() -> { synchronized (lock) { synchronized (held) {"
                + " held.notifyAll(); } while (true) { LockSupport.park(); } } });"
                + " synchronized (held) { t.start(); held.wait(); }"
                + " println(\"now\"); synchronized (lock) { return 1; }");
    jvm.await(frame -> frame instanceof Event.Output o && o.cell() == cell);
    Event.Interrupted interrupted = (Event.Interrupted) jvm.answer(jvm.interrupt(cell));
    assertThat(interrupted.survivors()).anyMatch(w -> w.state().equals("BLOCKED"));
    assertThat(jvm.answer(id)).isInstanceOf(Event.Stopped.class);
    expectWorks();
  }

  private static void expectStopped(String body) throws Exception {
    jvm.begin(++cell);
    long id = jvm.submit(cell, "println(\"now\");" + body);
    jvm.await(frame -> frame instanceof Event.Output o && o.cell() == cell);
    TimeUnit.MILLISECONDS.sleep(30); // lets it get into what it is to be stopped in
    Event.Interrupted interrupted = (Event.Interrupted) jvm.answer(jvm.interrupt(cell));
    assertThat(interrupted.survivors()).isEmpty();
    assertThat(jvm.answer(id)).isInstanceOf(Event.Stopped.class);
  }

  private static void expectWorks() throws Exception {
    Event answer =
        jvm.run(
            ++cell,
            "long s = 0; for (int i = 0; i < 1000; i++) { s += i; } Thread.sleep(20);"
                + " return s + Thread.currentThread().getName();");
    assertThat(answer).isInstanceOf(Event.Returned.class);
    assertThat(((Event.Returned) answer).value().data()).containsEntry("text/plain", "499500main");
  }
}
