package io.interleave.front.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSpecTest {
  private static final Path FOLDER = Path.of("/data of ada/kernels/interleave");
  private static final Jdk JDK = new Jdk(Path.of("/jdk"), "17.0.15", 17, Set.of());
  private static final Jdk NEWER = new Jdk(Path.of("/jdk"), "25.0.3", 25, Set.of());

  @Test
  void theJsonHasWhatJupyterReadsAndNothingElse() {
    JsonObject json = JsonParser.parseString(KernelSpec.of(FOLDER, JDK).json()).getAsJsonObject();
    assertThat(json.keySet())
        .containsExactlyInAnyOrder(
            "argv",
            "display_name",
            "language",
            "interrupt_mode",
            "kernel_protocol_version",
            "env",
            "metadata");
    assertThat(json.get("interrupt_mode").getAsString()).isEqualTo("message");
    assertThat(json.get("language").getAsString()).isEqualTo("java");
    assertThat(json.get("kernel_protocol_version").getAsString()).isEqualTo("5.5");
    assertThat(json.getAsJsonObject("metadata").get("debugger").getAsBoolean()).isFalse();
  }

  @Test
  void theCommandStartsTheChosenJavaWithTheFilesOfTheFolder() {
    List<String> command = KernelSpec.of(FOLDER, JDK).command(Path.of("/run/connection.json"));
    assertThat(command)
        .startsWith("/jdk/bin/java")
        .contains("-XX:SharedArchiveFile=/data of ada/kernels/interleave/interleave.jsa")
        .contains("-XX:ArchiveRelocationMode=0")
        .containsSubsequence(
            "-jar",
            "/data of ada/kernels/interleave/interleave.jar",
            "kernel",
            "/run/connection.json");
    assertThat(KernelSpec.of(FOLDER, NEWER).command(Path.of("/run/connection.json")))
        .contains("-XX:AOTCache=/data of ada/kernels/interleave/interleave.aot")
        .noneMatch(argument -> argument.startsWith("-Xshare")); // Java 25 refuses both together
  }

  /** A JVM that shall leave an archive refuses to use one. */
  @Test
  void aTrainingNamesNoArchiveToUse() {
    assertThat(KernelSpec.of(FOLDER, JDK).training(Path.of("a"), List.of("-Db")).argv())
        .containsSubsequence("/jdk/bin/java", "-Db", "-XX:ArchiveClassesAtExit=a", "-jar")
        .noneMatch(argument -> argument.contains("SharedArchiveFile"));
    assertThat(KernelSpec.of(FOLDER, NEWER).training(Path.of("a"), List.of("-Db")).argv())
        .containsSubsequence("/jdk/bin/java", "-Db", "-XX:AOTCacheOutput=a", "-jar")
        .noneMatch(argument -> argument.contains("AOTCache="));
  }

  @Test
  void whatWasWrittenIsReadBack(@TempDir Path folder) throws IOException {
    for (Jdk jdk : List.of(JDK, NEWER)) {
      KernelSpec spec = KernelSpec.of(folder, jdk);
      Files.writeString(folder.resolve(KernelSpec.FILE), spec.json());
      assertThat(KernelSpec.in(folder)).contains(spec);
      assertThat(spec.archiveForm()).isEqualTo(ArchiveForm.of(jdk.feature()));
    }
  }

  @Test
  void theKernelOfSomebodyElseIsNotOurs(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve(KernelSpec.FILE), "{\"argv\": [\"python\"], \"display_name\": \"Python\"}");
    assertThat(KernelSpec.in(folder)).isEmpty();
  }

  @Test
  void aDamagedFileIsNamed(@TempDir Path folder) throws IOException {
    for (String damaged : new String[] {"", "{", "[]", "{}", "{\"argv\": 1}"}) {
      Files.writeString(folder.resolve(KernelSpec.FILE), damaged);
      assertThatThrownBy(() -> KernelSpec.in(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(folder.resolve(KernelSpec.FILE).toString());
    }
  }

  @Test
  void aNameThatJupyterWouldNotFindIsRefused(@TempDir Path data) throws InstallException {
    for (String name : new String[] {"", "A", "a b", "..", "a/b"}) {
      assertThatThrownBy(() -> Installation.in(data, name, line -> {}))
          .isInstanceOf(InstallException.class)
          .hasMessageContaining("#kernel-name");
    }
    assertThat(Installation.in(data, "java-17.preview", line -> {}).folder())
        .isEqualTo(data.resolve("kernels").resolve("java-17.preview"));
  }
}
