package io.interleave.front.engine;

import java.lang.module.ModuleFinder;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What every cell can use without an import of its own. */
final class Startup {
  private static final List<String> IMPORTS =
      List.of(
          "import java.io.*;",
          "import java.math.*;",
          "import java.net.http.*;",
          "import java.nio.file.*;",
          "import java.time.*;",
          "import java.util.*;",
          "import java.util.concurrent.*;",
          "import java.util.concurrent.atomic.*;",
          "import java.util.concurrent.locks.*;",
          "import java.util.function.*;",
          "import java.util.stream.*;",
          "import io.interleave.api.*;", // on demand: a class that the user declares goes before
          "import static io.interleave.api.Generated.*;",
          "import static io.interleave.api.Interleave.*;");

  private static final Pattern OF_THE_JDK = Pattern.compile("import (java[\\w.]*)\\.\\*;");

  private Startup() {}

  /** The imports that this Java knows: one that was built without a module lacks its packages. */
  static List<String> imports() {
    return imports(Startup::isInThisJava);
  }

  static List<String> imports(Predicate<String> isThere) {
    return IMPORTS.stream()
        .filter(
            line -> {
              Matcher matcher = OF_THE_JDK.matcher(line);
              return !matcher.matches() || isThere.test(matcher.group(1));
            })
        .toList();
  }

  private static boolean isInThisJava(String name) {
    return ModuleFinder.ofSystem().findAll().stream()
        .anyMatch(module -> module.descriptor().packages().contains(name));
  }
}
