package io.interleave.front.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Event;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;

class LockSitesTest {

  /** Takes locks in every way; lines count from that of {@code class}. */
  static final class Account {
    private final ReentrantLock till = new ReentrantLock();
    private final ReentrantReadWriteLock book = new ReentrantReadWriteLock();
    private static final Object SHARED = new Object();
    private Account other = this;

    synchronized void own() {}

    static synchronized void type() {}

    void field() {
      synchronized (SHARED) {
        till.lock();
        till.unlock();
      }
    }

    void parameter(Object given) {
      synchronized (given) {
        given.notifyAll();
      }
    }

    void self() {
      synchronized (this) {
        notifyAll();
      }
    }

    static void calls(Account first, Account second, Runnable task) {
      first.own();
      task.run();
      second.own();
      first.own();
      first.other.own();
    }

    void parts() {
      book.readLock().lock();
      book.readLock().unlock();
      other.till.lock();
      other.till.unlock();
    }
  }

  private static LockSites sites() throws IOException {
    LockSites sites = new LockSites();
    try (InputStream in = Account.class.getResourceAsStream("LockSitesTest$Account.class")) {
      sites.add(in.readAllBytes());
    }
    return sites;
  }

  /** Tries each line, because the test should not depend on where the class stands in the file. */
  private static String found(boolean monitor, String method) throws IOException {
    LockSites sites = sites();
    String type = Account.class.getName();
    StringBuilder names = new StringBuilder();
    for (int line = 0; line < 200; line++) {
      Sites.Taken taken =
          monitor ? sites.monitor(type, method, line) : sites.lock(type, method, line);
      if (taken != null && names.indexOf(taken.name()) < 0) {
        names.append(names.isEmpty() ? "" : " ").append(taken.name());
      }
    }
    return names.toString();
  }

  @Test
  void locksAreCalledWhatTheCodeCallsThem() throws IOException {
    assertThat(found(true, "own")).isEqualTo("this Account");
    assertThat(found(true, "type")).isEqualTo("Account.class");
    assertThat(found(true, "field")).isEqualTo("SHARED");
    assertThat(found(false, "field")).isEqualTo("till");
    assertThat(found(true, "parameter")).isEqualTo("given");
    assertThat(found(true, "self")).isEqualTo("this Account");
    assertThat(found(false, "parts")).isEqualTo("book.readLock() till");
  }

  @Test
  void aSynchronizedMethodsLockIsCalledWhatTheCallerCallsIt() throws IOException {
    LockSites sites = sites();
    List<String> found = new ArrayList<>();
    for (int line = 0; line < 200; line++) {
      String name = sites.receiver(Account.class.getName(), "calls", line, "own");
      if (name != null) {
        found.add(name);
      }
    }
    // What is no variable has no name.
    assertThat(found).containsExactly("first", "second", "first");
  }

  @Test
  void aLockInsideTheJvmIsNoHandOff() {
    CellClock clock = new CellClock(new Event.RunFacts(0, 100, 100, -1, 0, List.of()), List.of());
    Pause internal =
        new Pause(2, State.BLOCKED, 10, 50, PauseNames.INTERNAL_LOCK, "cell 1, line 1", 7, 3);
    Pause own = new Pause(2, State.BLOCKED, 60, 70, "till", "cell 1, line 1", 7, 3);
    assertThat(new HandOffs(clock, Set.of(2L, 3L)).of(List.of(internal, own)))
        .containsExactly(new HandOff(70, 3, 2, "till"));
  }

  @Test
  void theFileNameIsTheTitle() throws IOException {
    assertThat(sites().title(Account.class.getName())).isEqualTo("LockSitesTest.java");
    assertThat(sites().title("java.lang.Object")).isNull();
  }
}
