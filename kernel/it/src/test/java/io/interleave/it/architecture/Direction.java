package io.interleave.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The rules, as functions of the packages they hold for. */
final class Direction {
  static final String ROOT = "io.interleave";

  /**
   * Who may know whom, {@code io.interleave} left out. {@code session} is the only package that
   * sees both the Jupyter side and the engine's; {@code app} wires all of the front.
   */
  static final Map<String, Set<String>> TABLE =
      Map.ofEntries(
          entry("wire", Set.of()),
          entry("hooks", Set.of()),
          entry("api", Set.of()),
          entry("cell", Set.of("cell", "wire", "hooks", "api")),
          entry("front.files", Set.of()),
          entry("front.protocol", Set.of()),
          entry("front.transport", Set.of("front.protocol")),
          entry("front.cellvm", Set.of("wire")),
          entry("front.engine", Set.of("front.cellvm", "wire")),
          entry("front.threads", Set.of("wire")),
          entry("front.compare", Set.of()),
          entry("front.patch", Set.of("wire")),
          entry("front.render", Set.of("front.engine", "front.threads", "front.compare", "wire")),
          entry("front.magic", Set.of("front.engine", "wire")),
          entry(
              "front.timing",
              Set.of("front.magic", "front.engine", "front.compare", "front.render", "wire")),
          entry(
              "front.report",
              Set.of("front.engine", "front.cellvm", "front.threads", "front.render", "wire")),
          entry(
              "front.session",
              Set.of(
                  "front.protocol",
                  "front.files",
                  "front.engine",
                  "front.cellvm",
                  "front.magic",
                  "front.render",
                  "front.threads",
                  "front.compare",
                  "front.timing",
                  "wire")),
          entry("front.install", Set.of("front.cellvm", "front.files")),
          entry("front.check", Set.of("front.install", "front.files")),
          entry("front.app", Set.of("front", "wire")));

  /** Libraries, and the only packages that may use each. The cell JVM has none. */
  static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "org.zeromq", Set.of("front.transport", "front.install"),
          "com.google.gson",
              Set.of(
                  "front.protocol",
                  "front.transport",
                  "front.session",
                  "front.render",
                  "front.install",
                  "front.check",
                  "front.app"),
          "org.objectweb.asm", Set.of("front.engine", "front.patch", "front.threads"),
          "picocli", Set.of("front.app"));

  private Direction() {}

  /** Every package knows only those that {@code table} allows, and is named there. */
  static ArchRule knowsOnly(Map<String, Set<String>> table) {
    return classes()
        .should(
            new ArchCondition<JavaClass>("know only the packages that the table allows") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                String own = entryOf(type.getPackageName(), table.keySet());
                if (own.isEmpty()) {
                  events.add(SimpleConditionEvent.violated(type, type + " is in no known package"));
                  return;
                }
                type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> inRoot(dependency.getTargetClass().getPackageName()))
                    .filter(
                        dependency -> {
                          String target = dependency.getTargetClass().getPackageName();
                          return !target.equals(type.getPackageName())
                              && entryOf(target, table.getOrDefault(own, Set.of())).isEmpty();
                        })
                    .forEach(
                        dependency ->
                            events.add(
                                SimpleConditionEvent.violated(type, dependency.getDescription())));
              }
            });
  }

  /** A library is used by the packages that may use it, and by no other. */
  static List<ArchRule> librariesStayWhereTheyBelong(Map<String, Set<String>> libraries) {
    return libraries.entrySet().stream()
        .map(
            library ->
                (ArchRule)
                    noClasses()
                        .that()
                        .resideOutsideOfPackages(
                            library.getValue().stream()
                                .map(name -> ROOT + "." + name + "..")
                                .toArray(String[]::new))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(library.getKey() + ".."))
        .toList();
  }

  /** No two packages know each other, over any number of steps. */
  static ArchRule noCycles(String pattern) {
    return slices().matching(pattern).should().beFreeOfCycles();
  }

  /** Only the given packages touch {@code System.out} and {@code System.err}. */
  static ArchRule noStandardStreamsOutside(String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err");
  }

  /** The package of each class says {@link NullMarked}. */
  static ArchRule nullMarked() {
    return classes()
        .should(
            new ArchCondition<JavaClass>("be in a @NullMarked package") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                boolean marked = home.isAnnotatedWith(NullMarked.class);
                events.add(
                    new SimpleConditionEvent(
                        type, marked, home.getName() + " lacks package-info with @NullMarked"));
              }
            });
  }

  private static boolean inRoot(String name) {
    return name.equals(ROOT) || name.startsWith(ROOT + ".");
  }

  /** The entry that a package falls under, the longest of several; empty when there is none. */
  private static String entryOf(String name, Set<String> entries) {
    String best = "";
    for (String entry : entries) {
      String prefix = ROOT + "." + entry;
      boolean under = name.equals(prefix) || name.startsWith(prefix + ".");
      if (under && entry.length() > best.length()) {
        best = entry;
      }
    }
    return best;
  }
}
