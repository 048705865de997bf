package io.interleave.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the compiled classes against {@link Direction}; each rule is shown to catch something. */
class DirectionTest {
  private static final String CONTROL = "io.interleave.it.architecture.control";

  /** The front's test classes come as a jar of their own, and are no part of the product. */
  private static final ImportOption NO_TESTS =
      location ->
          !location.contains("/test-classes/")
              && !location.contains("-tests.jar")
              && !location.contains("-tests/");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter().withImportOption(NO_TESTS).importPackages(Direction.ROOT);
  private static final JavaClasses RULE_BREAKERS = new ClassFileImporter().importPackages(CONTROL);

  @Test
  void theProductIsThere() {
    assertThat(PRODUCT.containPackage("io.interleave.wire")).isTrue();
    assertThat(PRODUCT.containPackage("io.interleave.front.protocol")).isTrue();
    assertThat(PRODUCT.stream().map(type -> type.getPackageName()))
        .noneMatch(name -> name.startsWith("io.interleave.it"));
  }

  @Test
  void packagesKnowOnlyThoseTheTableAllows() {
    Direction.knowsOnly(Direction.TABLE).check(PRODUCT);
  }

  @Test
  void aMissingEntryOfTheTableIsNoticed() {
    Map<String, Set<String>> stricter = new HashMap<>(Direction.TABLE);
    stricter.put("front.transport", Set.of());
    assertBroken(Direction.knowsOnly(stricter), PRODUCT, "io.interleave.front.protocol");
  }

  @Test
  void anUnknownPackageIsNoticed() {
    assertBroken(Direction.knowsOnly(Direction.TABLE), RULE_BREAKERS, "is in no known package");
  }

  @Test
  void librariesAreUsedWhereTheyBelong() {
    assertThat(Direction.librariesStayWhereTheyBelong(Direction.LIBRARIES))
        .hasSize(4)
        .allSatisfy(rule -> rule.check(PRODUCT));
  }

  @Test
  void aLibraryOutOfPlaceIsNoticed() {
    Map<String, Set<String>> nowhere = Map.of("org.zeromq", Set.of("front.app"));
    assertThat(Direction.librariesStayWhereTheyBelong(nowhere))
        .allSatisfy(rule -> assertBroken(rule, PRODUCT, "org.zeromq"));
  }

  @Test
  void noPackagesFormACycle() {
    Direction.noCycles("io.interleave.(**)").check(PRODUCT);
  }

  @Test
  void aCycleIsNoticed() {
    assertBroken(Direction.noCycles(CONTROL + ".(*)"), RULE_BREAKERS, "Cycle detected");
  }

  @Test
  void onlyTheEntryPointAndUserCodePrint() {
    Direction.noStandardStreamsOutside(
            "io.interleave.front.app",
            "io.interleave.api",
            "io.interleave.cell", // CellMain, until a front is there
            "io.interleave.cell.measure", // passes on what another program prints
            "io.interleave.cell.streams")
        .check(PRODUCT);
  }

  @Test
  void printingElsewhereIsNoticed() {
    assertBroken(
        Direction.noStandardStreamsOutside("io.interleave.front.app"),
        RULE_BREAKERS,
        "java.lang.System.out");
  }

  @Test
  void everyPackageSaysWhatMayBeNull() {
    Direction.nullMarked().check(PRODUCT);
  }

  @Test
  void anUnmarkedPackageIsNoticed() {
    assertBroken(Direction.nullMarked(), RULE_BREAKERS, "lacks package-info");
  }

  private static void assertBroken(ArchRule rule, JavaClasses classes, String message) {
    assertThatThrownBy(() -> rule.check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(message);
  }
}
