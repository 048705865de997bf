package io.interleave.cell.agent;

import io.interleave.hooks.Ownership;
import io.interleave.wire.ClassPatches;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The agent, started by {@code -jar} (with the file of patched classes in the system property
 * {@code interleave.patches}) or by {@code -javaagent} (with the file as its argument). Every start
 * of the JVM pays for it, so there is no lambda here: the first one costs milliseconds.
 */
public final class Agent {
  private static final String PATCHES = "interleave.patches";
  private static final List<String> PROBLEMS = new ArrayList<>(); // guarded by Agent.class
  private static @Nullable Instrumentation unopened; // guarded by Agent.class

  private Agent() {}

  /** Like {@link #premain}; the launcher passes no argument. */
  public static void agentmain(@Nullable String unused, Instrumentation instrumentation) {
    premain(System.clearProperty(PATCHES), instrumentation);
  }

  /**
   * Replaces classes. Never ends the JVM: what fails is told by {@link #problems}, and the rest
   * works without it.
   *
   * @param patchFile path of a file written by {@link ClassPatches#write}; may be empty
   */
  public static void premain(@Nullable String patchFile, Instrumentation instrumentation) {
    synchronized (Agent.class) {
      unopened = instrumentation;
    }
    try {
      Ownership.prepare();
      if (patchFile == null || patchFile.isEmpty()) {
        note("the JDK is not patched: the agent got no file with patches");
        return;
      }
      ClassPatches patches = ClassPatches.read(Path.of(patchFile));
      for (String problem : patches.problems()) {
        note(problem);
      }
      for (String problem : new Replacement(instrumentation).replace(patches.patches())) {
        note(problem);
      }
    } catch (IOException e) {
      note("the JDK is not patched: " + e);
    } catch (RuntimeException | LinkageError e) {
      note("the JDK is patched in part only: " + e);
    }
  }

  /**
   * What of the JDK could not be patched, one sentence each; empty when threads and tasks of all
   * kinds are attributed.
   */
  public static synchronized List<String> problems() {
    return List.copyOf(PROBLEMS);
  }

  /**
   * Lets this module read where tasks wait in pools and timers, and who holds a lock; nothing
   * without the agent. User code has other class loaders and gains nothing.
   */
  public static synchronized void openInternals() {
    Instrumentation instrumentation = unopened;
    if (instrumentation != null) {
      unopened = null;
      Set<Module> us = Set.of(Agent.class.getModule());
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of(),
          Map.of(
              "java.util",
              us,
              "java.util.concurrent",
              us,
              "java.util.concurrent.locks",
              us,
              "jdk.internal.vm",
              us),
          Set.of(),
          Map.of());
    }
  }

  private static synchronized void note(String problem) {
    PROBLEMS.add(problem);
  }
}
