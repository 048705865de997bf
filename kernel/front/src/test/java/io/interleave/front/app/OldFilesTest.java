package io.interleave.front.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldFilesTest {
  private static final String PATCHES = "jdk-30695474d73e69a8.patches";

  @TempDir private Path cache;

  private Path file(String name, int daysAgo) throws IOException {
    return aged(Files.writeString(cache.resolve(name), "x"), daysAgo);
  }

  private Path folder(String name, int daysAgo) throws IOException {
    Path folder = Files.createDirectory(cache.resolve(name));
    Files.writeString(folder.resolve("interleave-cell.jar"), "x");
    return aged(folder, daysAgo);
  }

  private static Path aged(Path path, int daysAgo) throws IOException {
    Instant time = Instant.now().minus(Duration.ofDays(daysAgo));
    return Files.setLastModifiedTime(path, FileTime.from(time));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatWasNotUsedForAMonthGoes() throws IOException {
    folder("lib-257aff-1795175480351", 31);
    folder("lib-257aff-1795175480352", 29);
    folder("lib-1-1.unused", 31); // what a kernel left that ended meanwhile
    file(PATCHES, 31);
    file(PATCHES + "123.tmp", 31);
    file("jdk-46f1a41177c28aa5.patches", 29);

    new OldFiles(cache).removeUnused();

    assertThat(names()).containsExactly("jdk-46f1a41177c28aa5.patches", "lib-257aff-1795175480352");
  }

  @Test
  void namesThatAreNotOursStay() throws IOException {
    List<String> files = List.of("jdk-17.patches", PATCHES + ".bak", "lib-x-1", "my" + PATCHES);
    for (String name : files) {
      file(name, 400);
    }
    folder("output", 400);
    folder("lib-257aff", 400);

    new OldFiles(cache).removeUnused();

    assertThat(names()).containsAll(files).contains("output", "lib-257aff").hasSize(6);
  }

  @Test
  void whatIsUsedStaysHoweverOldItIs() throws IOException {
    Path used = folder("lib-257aff-1795175480351", 31);
    Path patches = file(PATCHES, 31);
    OldFiles files = new OldFiles(cache);

    files.keep(used);
    files.keep(patches);
    files.removeUnused();

    assertThat(names()).hasSize(2);
  }

  @Test
  void whatIsUsedElsewhereIsNotTouched(@TempDir Path installed) throws IOException {
    Path library = aged(Files.createDirectory(installed.resolve("lib-1-1")), 31);
    FileTime before = Files.getLastModifiedTime(library);

    new OldFiles(cache).keep(library);
    new OldFiles(cache).keep(Path.of(""));

    assertThat(Files.getLastModifiedTime(library)).isEqualTo(before);
  }

  @Test
  void aCacheThatIsNotThereIsNoMatter() {
    new OldFiles(cache.resolve("none")).removeUnused();
    assertThat(cache.resolve("none")).doesNotExist();
  }
}
