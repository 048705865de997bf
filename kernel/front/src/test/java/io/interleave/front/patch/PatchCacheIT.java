package io.interleave.front.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interleave.wire.ClassPatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchCacheIT {
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @TempDir Path folder;

  @Test
  void aFileIsMadeOnceAndNamesTheWholeJdkPatched() throws Exception {
    Path file = PatchCache.fileFor(JAVA_HOME, folder.resolve("new"));
    var made = Files.getLastModifiedTime(file);

    assertThat(PatchCache.fileFor(JAVA_HOME, folder.resolve("new"))).isEqualTo(file);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(made);
    ClassPatches patches = ClassPatches.read(file);
    assertThat(patches.problems()).isEmpty();
    assertThat(patches.patches())
        .extracting(ClassPatches.Patch::className)
        .contains("java.lang.Thread", "java.util.concurrent.FutureTask");
  }

  @Test
  void aCacheThatCannotBeWrittenIsReplacedByTheTemporaryFolder() throws Exception {
    Path occupied = Files.writeString(folder.resolve("file"), "not a folder");

    Path file = PatchCache.fileFor(JAVA_HOME, occupied.resolve("cache"));

    assertThat(file).isRegularFile();
    assertThat(ClassPatches.read(file).problems()).isEmpty();
    Files.delete(file);
  }

  @Test
  void aFileThatWasCutOffIsRefusedAndMadeAgain() throws Exception {
    Path file = PatchCache.fileFor(JAVA_HOME, folder);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> ClassPatches.read(file)).isInstanceOf(IOException.class);
    assertThat(PatchCache.fileFor(JAVA_HOME, folder)).isEqualTo(file).hasBinaryContent(whole);
  }

  @Test
  void aClassThatIsMadeOtherwiseIsNamed() throws Exception {
    byte[] thread;
    try (var in = Thread.class.getResourceAsStream("Thread.class")) {
      thread = in.readAllBytes();
    }
    List<Edit> edits = List.of(new Edit.CallAtEntry("begin()V", "starting", true, false, false));

    assertThatThrownBy(() -> Patcher.patch(thread, edits))
        .isInstanceOf(EditFailedException.class)
        .hasMessageContaining("java.lang.Thread has no place for")
        .hasMessageContaining("begin()V");
  }
}
