package io.interleave.cell.agent;

import io.interleave.wire.ClassPatches.Patch;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts patched classes in place: those with new members as they are loaded, which is at once and
 * only while the transformer is there, because a transformer costs every class that is loaded.
 */
final class Replacement implements ClassFileTransformer {
  private final Instrumentation instrumentation;
  private final Map<String, byte[]> pending = new HashMap<>(); // used by one thread

  Replacement(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Returns what could not be replaced, one sentence each. */
  List<String> replace(List<Patch> patches) {
    List<String> problems = new ArrayList<>();
    load(patches, problems);
    redefine(patches, problems);
    return problems;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String className,
      @Nullable Class<?> classBeingRedefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    return loader == null ? pending.remove(className) : null;
  }

  private void load(List<Patch> patches, List<String> problems) {
    for (Patch patch : patches) {
      if (patch.atLoad()) {
        pending.put(patch.className().replace('.', '/'), patch.bytes());
      }
    }
    instrumentation.addTransformer(this, false);
    try {
      for (Patch patch : patches) {
        if (patch.atLoad()) {
          load(patch.className(), problems);
        }
      }
    } finally {
      instrumentation.removeTransformer(this);
    }
    for (String name : pending.keySet()) {
      problems.add(name.replace('/', '.') + " was loaded before it could be patched");
    }
  }

  private void load(String className, List<String> problems) {
    try {
      Class.forName(className, false, null);
    } catch (LinkageError e) {
      problems.add("the patched " + className + " is refused: " + e);
    } catch (ClassNotFoundException e) {
      problems.add("there is no " + className);
    }
  }

  private void redefine(List<Patch> patches, List<String> problems) {
    List<ClassDefinition> definitions = new ArrayList<>();
    for (Patch patch : patches) {
      if (!patch.atLoad()) {
        try {
          Class<?> loaded = Class.forName(patch.className(), false, null);
          definitions.add(new ClassDefinition(loaded, patch.bytes()));
        } catch (ClassNotFoundException e) {
          problems.add("there is no " + patch.className());
        }
      }
    }
    try {
      instrumentation.redefineClasses(definitions.toArray(new ClassDefinition[0]));
    } catch (LinkageError
        | UnsupportedOperationException
        | UnmodifiableClassException
        | ClassNotFoundException e) {
      problems.add("threads and exits are not patched: " + e);
    }
  }
}
