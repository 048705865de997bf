package io.interleave.it.threads;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests of reports whose cells run one after the other in one cell JVM. */
@Timeout(120)
abstract class ReportedCells {
  @TempDir static Path folder;

  /** A new one for each class of tests. */
  static ReportedEngine engine;

  @BeforeAll
  static void startEngine() throws Exception {
    engine = new ReportedEngine(folder);
  }

  @AfterAll
  static void stopEngine() {
    engine.close();
  }
}
