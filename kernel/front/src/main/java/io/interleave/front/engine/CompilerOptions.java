package io.interleave.front.engine;

import java.util.ArrayList;
import java.util.List;

/** What the compiler is told, given the options of the JVM that runs what it makes. */
final class CompilerOptions {
  /** Annotation processors of the user's class path must not run in this JVM. */
  private static final List<String> ALWAYS = List.of("-proc:none");

  private static final String PREVIEW = "--enable-preview";

  private CompilerOptions() {}

  /** For parsing only. */
  static List<String> parsing(List<String> jvmOptions) {
    List<String> options = new ArrayList<>(ALWAYS);
    if (jvmOptions.contains(PREVIEW)) {
      // JEP 12: only together with the source level, and classes run in such a JVM only.
      options.addAll(List.of(PREVIEW, "--source", Integer.toString(Runtime.version().feature())));
    }
    return options;
  }

  /** For the classes of cells: with the names of variables and parameters. */
  static List<String> compiling(List<String> jvmOptions) {
    List<String> options = new ArrayList<>(parsing(jvmOptions));
    options.addAll(List.of("-g", "-parameters"));
    return options;
  }
}
