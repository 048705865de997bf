package io.interleave.front.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveStampTest {
  private static final Path HOME = Path.of(System.getProperty("java.home"));
  private static final ArchiveOrigin ORIGIN = new ArchiveOrigin("17 at /ä", "m", "b", "C:\\jar");
  private static final ArchiveOrigin OTHER = new ArchiveOrigin("25 at /jdk", "m", "b", "C:\\jar");
  private static final List<String> NONE = List.of();
  private static final List<String> ALL = List.of("front", "lib/cell");

  @TempDir private Path folder;

  private static ArchiveStamp made(List<String> names, int tries) {
    return new ArchiveStamp(ORIGIN, names, tries);
  }

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    Path file = folder.resolve("stamp");
    assertThat(ArchiveStamp.read(file)).isEmpty();
    for (List<String> names : List.of(NONE, ALL)) {
      made(names, 2).write(file);
      assertThat(ArchiveStamp.read(file)).contains(made(names, 2));
    }
  }

  @Test
  void aDamagedStampIsNone() throws IOException {
    for (String text : new String[] {"", "tries=many", "tries=", "java=\\u00", "\0"}) {
      Path file = Files.writeString(folder.resolve("stamp"), text);
      assertThat(ArchiveStamp.read(file)).as(text).isEmpty();
    }
  }

  @Test
  void whatBelongsToThisJavaIsLeftAlone() {
    assertThat(made(ALL, 1).isOutdated(ORIGIN, ALL, ALL)).isFalse();
  }

  @Test
  void anotherJavaAndAMissingFileAreReasons() {
    assertThat(made(ALL, 1).isOutdated(OTHER, ALL, ALL)).isTrue();
    List<String> one = List.of("front");
    assertThat(made(ALL, 9).isOutdated(ORIGIN, ALL, one)).isTrue();
  }

  @Test
  void whatGaveNothingIsTriedThreeTimesWithTheSameJava() {
    Optional<ArchiveStamp> stamp = Optional.empty();
    for (int tries = 1; tries <= 3; tries++) {
      assertThat(stamp.map(last -> last.isOutdated(ORIGIN, ALL, NONE)).orElse(true)).isTrue();
      stamp = Optional.of(ArchiveStamp.begun(stamp, ORIGIN));
    }
    assertThat(stamp.orElseThrow().isOutdated(ORIGIN, ALL, NONE)).isFalse();
    assertThat(stamp.orElseThrow().isOutdated(OTHER, ALL, NONE)).isTrue();
    assertThat(ArchiveStamp.begun(stamp, OTHER).tries()).isEqualTo(1);
  }

  @Test
  void anotherJarIsAnotherOrigin() throws IOException {
    Path jar = Files.writeString(folder.resolve(KernelSpec.JAR), "jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    ArchiveOrigin before = ArchiveOrigin.of(HOME, folder);
    assertThat(before.java()).contains(System.getProperty("java.version"));
    assertThat(before.feature()).contains(Runtime.version().feature());
    assertThat(before.modules()).contains("bytes");
    assertThat(ArchiveOrigin.of(HOME, folder)).isEqualTo(before);

    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH.plusSeconds(1)));
    ArchiveOrigin touched = ArchiveOrigin.of(HOME, folder);
    assertThat(touched).isNotEqualTo(before);
    assertThat(before.difference(touched)).isEqualTo("other jars");
    assertThat(ORIGIN.difference(OTHER)).isEqualTo("Java 17 at /ä");

    Files.writeString(Files.createDirectory(folder.resolve("lib")).resolve("a.jar"), "jar");
    assertThat(ArchiveOrigin.of(HOME, folder)).isNotEqualTo(touched);
  }

  @Test
  void anOlderJavaInTheSamePlaceNeedsAnotherInstallation() throws IOException {
    Path home = Files.createDirectory(folder.resolve("jdk"));
    Files.createFile(Files.createDirectory(home.resolve("bin")).resolve("java"));
    Files.writeString(home.resolve("release"), "JAVA_RUNTIME_VERSION=\"17.0.15+6\"\n");
    KernelSpec spec = KernelSpec.of(folder, new Jdk(home, "25.0.3", 25, Set.of()));
    assertThat(ArchiveExamination.of(spec).line())
        .contains("was not written for Java 17.0.15+6", "Install it in that place again");
    KernelSpec older = KernelSpec.of(folder, new Jdk(home, "17.0.15", 17, Set.of()));
    assertThat(ArchiveExamination.of(older).line()).contains("interleave.jsa is missing");
  }

  @Test
  void theFindingHasTheCommandForWhoeverMayRunIt() {
    Jdk jdk = new Jdk(Path.of("/jdk"), "17.0.15", 17, Set.of());
    KernelSpec spec = KernelSpec.of(Path.of("/data of ada"), jdk);
    String command = "/jdk/bin/java -jar \"/data of ada/interleave.jar\" renew";
    assertThat(ArchiveExamination.line("It is missing", spec, true, true))
        .startsWith("It is missing. ")
        .contains("by itself", command, "#slow-start");
    assertThat(ArchiveExamination.line("It is missing", spec, true, false))
        .contains(command)
        .doesNotContain("by itself");
    assertThat(ArchiveExamination.line("It is missing", spec, false, true))
        .contains("may not write", command)
        .doesNotContain("by itself");
  }
}
