package io.interleave.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.engine.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a JDK only previews: the compiler has to allow it, and the JVM to load it. */
@Timeout(120)
class PreviewIT {
  private static final String CLASS =
      """
      class Kinds {
        static String of(Object any) {
          return switch (any) {
            case Integer i -> "number " + i;
            default -> "something else";
          };
        }
      }\
      """;
  private static final String SCOPE =
      """
      try (var scope = StructuredTaskScope.open()) {
        var ada = scope.fork(() -> "ada in " + Thread.currentThread().isVirtual());
        scope.join();
        System.out.println(ada.get());
      }\
      """;

  @TempDir Path folder;

  private static boolean previewsScopes() {
    return Runtime.version().feature() == 25;
  }

  private static List<String> cells() {
    return switch (Runtime.version().feature()) {
      case 17 -> List.of(CLASS, "System.out.println(Kinds.of(7))");
      case 25 -> List.of("int open = 1;", SCOPE);
      default -> List.of();
    };
  }

  @Test
  void worksInCellsWhenTheJvmHasIt() throws Exception {
    try (RealEngine engine = new RealEngine(folder, "--enable-preview")) {
      for (String cell : cells()) {
        assertThat(engine.run(cell)).isInstanceOf(Outcome.Succeeded.class);
      }
      String said = previewsScopes() ? "ada in true\n" : cells().isEmpty() ? "" : "number 7\n";
      assertThat(engine.output(engine.cell())).isEqualTo(said);
    }
  }

  @Test
  void doesNotCompileOtherwise() throws Exception {
    try (RealEngine engine = new RealEngine(folder)) {
      engine.run("1 + 1");
      Outcome last = null;
      for (String cell : cells()) {
        last = engine.run(cell);
      }
      if (last != null) {
        assertThat(last).isInstanceOf(Outcome.DidNotCompile.class);
      }
    }
  }
}
