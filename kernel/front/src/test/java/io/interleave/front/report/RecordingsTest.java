package io.interleave.front.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.front.threads.LockSites;
import io.interleave.wire.Command;
import io.interleave.wire.Command.ClassFile;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

@Timeout(60)
class RecordingsTest {
  private final CountingCellVm vm = new CountingCellVm();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger warmUps = new AtomicInteger();
  private final AtomicInteger afterFirstCell = new AtomicInteger();
  private final CountDownLatch warm = new CountDownLatch(1);
  private final Recordings recordings =
      new Recordings(
          vm,
          clock,
          () -> {
            warmUps.incrementAndGet();
            warm.countDown();
          },
          afterFirstCell::incrementAndGet);

  @AfterEach
  void end() {
    clock.shutdownNow();
  }

  @Test
  void eachProcessIsAskedOnce() throws CellVmDiedException {
    recordings.begin();
    recordings.begin();
    assertThat(vm.commands).containsExactly(new Command.StartRecording(0));

    vm.replace("it died");
    recordings.begin();
    recordings.begin();
    assertThat(vm.commands)
        .containsExactly(new Command.StartRecording(0), new Command.StartRecording(1));
  }

  @Test
  void codeForAProcessThatDiesMeanwhileGoesToNoOther() {
    vm.diesNext = true;
    CellVm watched = new WatchedCellVm(vm, new LockSites(), recordings);
    List<ClassFile> classes = List.of(new ClassFile("REPL.$JShell$1", usingThreads()));

    assertThatThrownBy(() -> watched.call(id -> new Command.Load(id, classes)))
        .isInstanceOf(CellVmDiedException.class);
    assertThat(vm.commands).allMatch(frame -> frame instanceof Command.StartRecording);
  }

  private static byte[] usingThreads() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "REPL/$JShell$1", null, "java/lang/Object", null);
    writer.newClass("java/lang/Thread");
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  void withoutCellsItBeginsByItself() throws InterruptedException {
    recordings.beginWhenQuiet();

    assertThat(warm.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(vm.commands).hasSize(1);
  }

  @Test
  void theEndOfTheCellThatRunsIsAwaited() throws InterruptedException {
    CountDownLatch looked = new CountDownLatch(1);
    recordings.cellBegins();
    recordings.beginWhenQuiet();
    clock.schedule(looked::countDown, 300, TimeUnit.MILLISECONDS); // behind the look
    assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(vm.commands).isEmpty();

    recordings.cellEnds();
    assertThat(warm.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(vm.commands).hasSize(1);
  }

  @Test
  void theRestIsWarmedUpOnce() throws InterruptedException {
    recordings.beginWhenQuiet();
    assertThat(warm.await(30, TimeUnit.SECONDS)).isTrue();
    vm.replace("it died");
    CountDownLatch looked = new CountDownLatch(1);
    recordings.cellBegins();
    recordings.cellEnds();
    clock.schedule(looked::countDown, 300, TimeUnit.MILLISECONDS);

    assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(vm.commands).hasSize(2);
    assertThat(warmUps).hasValue(1);
  }

  @Test
  void whatAKernelNeedsThatIsUsedWaitsForTheFirstCell() throws InterruptedException {
    recordings.beginWhenQuiet();
    assertThat(warm.await(30, TimeUnit.SECONDS)).isTrue();
    afterQuiet();
    assertThat(afterFirstCell).hasValue(0);

    for (int cell = 0; cell < 3; cell++) {
      recordings.cellBegins();
      recordings.cellEnds();
      afterQuiet();
      assertThat(afterFirstCell).hasValue(1);
    }
  }

  private void afterQuiet() throws InterruptedException {
    CountDownLatch looked = new CountDownLatch(1);
    clock.schedule(looked::countDown, 300, TimeUnit.MILLISECONDS);
    assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
