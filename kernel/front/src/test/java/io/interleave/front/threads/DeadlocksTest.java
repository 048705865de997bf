package io.interleave.front.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Event.Trace;
import io.interleave.wire.ThreadSample;
import io.interleave.wire.ThreadSample.LockWait;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadlocksTest {
  private static final String SYNC = "java.util.concurrent.locks.ReentrantLock$NonfairSync";

  /** Code in which every line takes a lock that it calls {@code right}. */
  private static final class OneName implements Sites {
    @Override
    public @Nullable String title(String className) {
      return "cell 1";
    }

    @Override
    public Taken lock(String className, String methodName, int line) {
      return new Taken("right", line);
    }

    @Override
    public Taken monitor(String className, String methodName, int line) {
      return new Taken("right", line);
    }

    @Override
    public @Nullable String receiver(
        String className, String methodName, int line, String calledName) {
      return null;
    }
  }

  /** Threads 0, 1, … in a circle, each of which waits for a lock that the next one holds. */
  private static List<Deadlock.Member> circle(String... holders) {
    List<ThreadSample> samples = new ArrayList<>();
    for (int i = 0; i < holders.length; i++) {
      Trace line = new Trace("REPL.Table", "dine", "cell 1", 7);
      long owner = 1 + (i + 1) % holders.length;
      LockWait wait = new LockWait(SYNC, 100 + i, owner, true, holders[i]);
      samples.add(new ThreadSample(1 + i, "t" + i, 1, "WAITING", wait, line, line, false, true));
    }
    List<Deadlock> found = new Deadlocks(new OneName()).of(samples);
    assertThat(found).hasSize(1);
    List<Deadlock.Member> members = found.get(0).members();
    for (int i = 0; i < members.size(); i++) {
      assertThat(members.get((i + 1) % members.size()).holds()).isEqualTo(members.get(i).wants());
    }
    return members;
  }

  private static List<String> wants(String... holders) {
    return circle(holders).stream().map(Deadlock.Member::wants).toList();
  }

  @Test
  void aLockIsNamedByTheVariableThatHoldsIt() {
    assertThat(wants("lockA", "lockB")).containsExactly("lockA", "lockB");
  }

  @Test
  void locksThatOneLineTakesAreNumbered() {
    assertThat(wants("", "", "")).containsExactly("right #1", "right #2", "right #3");
  }

  @Test
  void elementsThatOneLineTakesHaveTheirPath() {
    assertThat(wants("table.forks[1]", "table.forks[0]"))
        .containsExactly("table.forks[1]", "table.forks[0]");
  }

  @Test
  void theWordOfTheLineIsEnoughWhereItMeansOneLock() {
    assertThat(wants("table.forks[1]", "lockB")).containsExactly("right", "lockB");
  }

  @Test
  void variablesOfOneNameAreNumbered() {
    assertThat(wants("lock", "lock")).containsExactly("lock #1", "lock #2");
  }
}
