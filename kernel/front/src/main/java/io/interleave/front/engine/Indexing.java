package io.interleave.front.engine;

import io.interleave.front.engine.Opened.Member;
import java.lang.reflect.InaccessibleObjectException;
import jdk.jshell.SourceCodeAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what JShell begins with its first analysis: an index of all packages, for completion
 * only, which takes 0.1 s of CPU that a first cell should not have to share. Where this Java does
 * not let us, the index is made at once.
 */
final class Indexing {
  private static final @Nullable Member SUSPEND = member("suspendIndexing");
  private static final @Nullable Member RESUME = member("resumeIndexing");

  private final SourceCodeAnalysis analysis;
  private boolean heldBack;

  Indexing(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
    if (SUSPEND != null && RESUME != null) {
      SUSPEND.of(analysis);
      heldBack = true;
    }
  }

  /** Lets it go on; later calls do nothing. */
  synchronized void goOn() {
    if (heldBack && RESUME != null) {
      heldBack = false;
      RESUME.of(analysis);
    }
  }

  private static @Nullable Member member(String name) {
    try {
      return Opened.method(Opened.type("SourceCodeAnalysisImpl"), name);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return null;
    }
  }
}
