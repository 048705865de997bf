package io.interleave.front.engine;

import java.util.List;

/** What every cell can use without an import of its own. */
final class Startup {
  static final List<String> IMPORTS =
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

  private Startup() {}
}
