package io.interleave.front.app;

import io.interleave.front.cellvm.CellArchive;
import io.interleave.front.install.Renewal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a kernel does for later starts, once a day at most: archives of loaded classes that belong
 * to another Java are made again, and files that no kernel has used for long leave the cache.
 */
final class Housekeeping {
  private static final Duration PAUSE = Duration.ofDays(1);

  private final OldFiles cache;
  private final List<Path> used;
  private long beganNanos;
  private boolean began;

  /**
   * @param cache the cache folder
   * @param used what this kernel uses, in the cache or elsewhere
   */
  Housekeeping(Path cache, List<Path> used) {
    this.cache = new OldFiles(cache);
    this.used = used;
  }

  /** Notes the use; a kernel need not come to {@link #begin}. */
  void keepWhatIsUsed() {
    used.forEach(cache::keep);
  }

  /** Begins in the background where a day has passed; one thread calls it. */
  void begin() {
    long now = System.nanoTime();
    if (CellArchive.isTraining() || (began && now - beganNanos < PAUSE.toNanos())) {
      return;
    }
    began = true;
    beganNanos = now;
    Thread thread = new Thread(this::run, "housekeeping");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  private void run() {
    keepWhatIsUsed();
    cache.removeUnused();
    try {
      Renewal.startWhereOfUse(OwnJar.path(), Path.of(System.getProperty("java.home")));
    } catch (IOException | RuntimeException e) {
      return; // a start that takes longer is no reason for a message; doctor says why
    }
  }
}
