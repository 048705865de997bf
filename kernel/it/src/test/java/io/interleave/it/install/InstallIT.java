package io.interleave.it.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.ClassPatches;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InstallIT {
  private static final Path JAR =
      Path.of("..", "front", "target", "interleave.jar").toAbsolutePath().normalize();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir private Path folder;

  /** What a command said and how it ended. */
  private record Answer(int status, String out, String err) {}

  private Answer run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", JAR.toString()));
    command.addAll(List.of(words));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("JUPYTER"));
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Answer(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void anInstalledKernelIsFoundStartedAndRemoved() throws IOException, InterruptedException {
    String prefix = folder.resolve("a prefix").toString();
    Path kernel = folder.resolve("a prefix/share/jupyter/kernels/interleave");

    Answer installed = run("install", "--prefix", prefix);
    assertThat(installed).isEqualTo(new Answer(0, installed.out(), ""));
    assertThat(kernel)
        .isDirectoryContaining("glob:**/kernel.json")
        .isDirectoryContaining("glob:**/interleave.jar")
        .isDirectoryContaining("glob:**/logo-svg.svg")
        .isDirectoryContaining("glob:**/logo-64x64.png")
        .isDirectoryContaining("glob:**/logo-32x32.png")
        .isDirectoryContaining("glob:**/lib");
    String archive = Runtime.version().feature() < 25 ? "interleave.jsa" : "interleave.aot";
    assertThat(kernel.resolve(archive)).isNotEmptyFile();
    assertThat(kernel.resolve("kernel.json")).content().contains("{resource_dir}/" + archive);

    Answer examined = run("doctor", "--prefix", prefix);
    assertThat(examined.status()).as(examined.out()).isZero();
    assertThat(examined.out())
        .contains("computes 1+1", "Both archives of loaded classes fit")
        .doesNotContain("FAIL");

    Answer again = run("install", "--prefix", prefix);
    assertThat(again.status()).as(again.err()).isZero();

    Answer removed = run("uninstall", "--prefix", prefix);
    assertThat(removed.status()).as(removed.err()).isZero();
    assertThat(kernel).doesNotExist();
  }

  @Test
  void withoutAPlaceItGoesToTheUsersFolder() throws IOException, InterruptedException {
    Answer installed = run("install");
    assertThat(installed.status()).as(installed.err()).isZero();
    assertThat(folder.resolve("data/jupyter/kernels/interleave/kernel.json")).exists();
    assertThat(run("doctor").status()).isZero();
  }

  @Test
  void whatOfTheJdkIsNotPatchedIsOneLineWithTheConsequence()
      throws IOException, InterruptedException {
    assertThat(run("doctor").out()).doesNotContain("not prepared");
    List<Path> patched;
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      patched = files.filter(file -> file.toString().endsWith(".patches")).toList();
    }
    assertThat(patched).hasSize(1);
    new ClassPatches(List.of(), List.of("not patched: java.lang.Thread has no place for it"))
        .write(patched.get(0));
    assertThat(run("doctor").out().lines().filter(line -> line.startsWith("note")))
        .singleElement()
        .asString()
        .contains("(not patched: java.lang.Thread has no place for it)")
        .contains("of another cell");
  }

  @Test
  void nothingInstalledIsOneLineWithTheCure() throws IOException, InterruptedException {
    assertOneLine(run("uninstall", "--prefix", folder.toString()), "#not-installed");
    assertOneLine(run("renew"), "#not-installed");
    Answer examined = run("doctor", "--prefix", folder.toString());
    assertThat(examined.status()).isEqualTo(1);
    assertThat(examined.out().lines().filter(line -> line.startsWith("FAIL")))
        .singleElement()
        .asString()
        .contains("#not-installed");
  }

  @Test
  void aFileInTheWayIsOneLineWithThePlace() throws IOException, InterruptedException {
    Path file = Files.createFile(folder.resolve("file"));
    Answer answer = run("install", "--prefix", file.toString());
    assertOneLine(answer, "#unwritable-folder");
    assertThat(answer.err()).contains(file.toString());
  }

  @Test
  void aFolderWithoutJavaIsOneLine() throws IOException, InterruptedException {
    assertOneLine(run("install", "--jdk", folder.resolve("none").toString()), "#no-java");
    Answer examined = run("doctor", "--jdk", folder.resolve("none").toString());
    assertThat(examined.status()).isEqualTo(1);
    assertThat(examined.out()).contains("#no-java");
  }

  @Test
  void aJavaThatIsTooOldIsOneLine() throws IOException, InterruptedException {
    Path java = Files.createDirectories(folder.resolve("old/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho java.base@11.0.2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Answer answer = run("install", "--jdk", folder.resolve("old").toString());
    assertOneLine(answer, "#old-java");
    assertThat(answer.err()).contains("11.0.2");
  }

  @Test
  void aRuntimeWithoutTheCompilerIsOneLine() throws IOException, InterruptedException {
    Path java = Files.createDirectories(folder.resolve("jre/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho java.base@17.0.15\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    assertOneLine(run("install", "--jdk", folder.resolve("jre").toString()), "#no-jshell");
  }

  @Test
  void theKernelOfSomebodyElseStays() throws IOException, InterruptedException {
    Path kernel = Files.createDirectories(folder.resolve("share/jupyter/kernels/other"));
    Path spec = kernel.resolve("kernel.json");
    Files.writeString(spec, "{\"argv\": [\"other\"], \"display_name\": \"Other\"}");
    for (String command : List.of("install", "uninstall")) {
      Answer answer = run(command, "--prefix", folder.toString(), "--name", "other");
      assertOneLine(answer, "#kernel-name");
    }
    try (Stream<Path> files = Files.list(kernel)) {
      assertThat(files).containsExactly(spec);
    }
  }

  @Test
  void wordsThatAreNotUnderstoodEndWithStatusTwo() throws IOException, InterruptedException {
    for (String[] words :
        List.of(
            new String[] {},
            new String[] {"instal"},
            new String[] {"install", "--user", "--sys-prefix"},
            new String[] {"install", "--prefix"})) {
      Answer answer = run(words);
      assertThat(answer.status()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(answer.err()).containsAnyOf("Usage:", "Did you mean").doesNotContain("Exception");
    }
  }

  @Test
  void theVersionIsThatOfTheJarAndOfTheJava() throws IOException, InterruptedException {
    Answer answer = run("--version");
    assertThat(answer.status()).isZero();
    assertThat(answer.out())
        .matches("(?s)Interleave \\d+\\.\\d+\\.\\d+\\s+Java .*")
        .contains(System.getProperty("java.home"));
  }

  private static void assertOneLine(Answer answer, String anchor) {
    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().strip()).startsWith("interleave: ").contains(anchor).hasLineCount(1);
  }
}
