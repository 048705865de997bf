package io.interleave.front.install;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Archives of a kernel that is really installed, and whose JVMs really map them. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArchivesIT {
  private static final Path JAR = Path.of("target", "interleave.jar").toAbsolutePath();
  private static final Path HOME = Path.of(System.getProperty("java.home"));

  private static final String PIDS =
      "ProcessHandle.current().pid() + \" \" + ProcessHandle.current().parent().get().pid()";

  @TempDir private static Path data;
  private static Installation installation = new Installation(Path.of(""), line -> {});

  private final Path folder = installation.folder();
  private final ArchiveForm form = ArchiveForm.of(Runtime.version().feature());
  private final Archives archives = new Archives(folder, form);
  private final Path jar = folder.resolve(KernelSpec.JAR);

  @BeforeAll
  static void install() throws InstallException {
    installation = Installation.in(data, "interleave", line -> {});
    installation.install(JAR, Jdk.at(HOME));
  }

  @BeforeEach
  void bothFit() throws InstallException, IOException {
    installation.renew(true);
    assertThat(finding()).isInstanceOf(Finding.Good.class);
    assertThat(Renewal.startWhereOfUse(jar, HOME)).isEmpty();
  }

  private KernelSpec spec() throws IOException {
    return KernelSpec.in(folder).orElseThrow();
  }

  private Finding finding() throws IOException {
    return ArchiveExamination.of(spec());
  }

  private RunningKernel start() throws IOException {
    RunningKernel kernel = RunningKernel.start(spec()::command, folder, Map.of());
    assertThat(kernel.awaitFirstAnswer(30)).as(kernel.silence(30)).isTrue();
    return kernel;
  }

  private void touchJar(int seconds) throws IOException {
    Instant time = Files.getLastModifiedTime(jar).toInstant();
    Files.setLastModifiedTime(jar, FileTime.from(time.plusSeconds(seconds)));
  }

  @Test
  @EnabledOnOs(OS.LINUX) // says in /proc/PID/maps what a JVM uses
  void aKernelRenewsWhatDoesNotFitAndTheNextStartUsesIt() throws Exception {
    List<Object> before = identities();
    touchJar(60);
    assertThat(finding())
        .isInstanceOf(Finding.Limited.class)
        .extracting(Finding::line, STRING)
        .contains("was made with other jars", "does not fit Java", "renew", "#slow-start");
    try (WatchService changes = folder.getFileSystem().newWatchService();
        RunningKernel kernel = start()) {
      folder.register(changes, ENTRY_CREATE, ENTRY_MODIFY);
      assertThat(KernelProbe.value(kernel, "1+1")).contains("2");
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(200);
      while (archives.areOutdated(ArchiveOrigin.of(HOME, folder)) && end - System.nanoTime() > 0) {
        WatchKey key = changes.poll(200, TimeUnit.SECONDS);
        assertThat(key).as(kernel.withLastWords("no renewal")).isNotNull();
        key.pollEvents();
        key.reset();
      }
      assertThat(finding()).isInstanceOf(Finding.Good.class);
      assertThat(identities()).doesNotContainAnyElementsOf(before);
      assertThat(KernelProbe.value(kernel, "1+1")).contains("2");
      assertThat(kernel.end(15)).isTrue();
      assertThat(kernel.withLastWords("")).isEmpty();
    }
    try (RunningKernel kernel = start()) {
      assertThat(mapped(kernel)).contains("[interleave-cell.jsa] [" + archives.front() + "]");
    }
  }

  /** Another file has another one, also under the same name. */
  private List<Object> identities() throws IOException {
    List<Object> keys = new ArrayList<>();
    for (String name : archives.names()) {
      keys.add(Files.readAttributes(archives.file(name), BasicFileAttributes.class).fileKey());
    }
    return keys;
  }

  /**
   * The archives that the cell JVM and the front have mapped; one that was replaced since has
   * another name there.
   */
  private static String mapped(RunningKernel kernel) throws IOException {
    String pids = KernelProbe.value(kernel, PIDS).orElseThrow().replace("\"", "");
    List<String> found = new ArrayList<>();
    for (String pid : pids.split(" ")) {
      try (Stream<String> maps = Files.lines(Path.of("/proc", pid, "maps"))) {
        found.add(
            maps.filter(line -> line.matches(".*/interleave[^/]*\\.(jsa|aot)"))
                .map(line -> line.substring(line.lastIndexOf('/') + 1))
                .distinct()
                .toList()
                .toString());
      }
    }
    return String.join(" ", found);
  }

  /** Another Java may have come to stand where the one was that the kernel was installed for. */
  @Test
  void everyFormsOptionsStartThisJavaQuietly() throws Exception {
    for (ArchiveForm any : ArchiveForm.values()) {
      List<String> command = new ArrayList<>(List.of(spec().java().toString()));
      command.addAll(KernelSpec.FRONT_OPTIONS);
      Subprocess bare = Subprocess.run(with(command, List.of("-version")), 30);
      Path damaged = Files.writeString(folder.resolve("damaged"), "no archive");
      for (Path file : List.of(folder.resolve("none"), damaged)) {
        List<String> options = with(any.use(file.toString()), List.of("-version"));
        Subprocess answer = Subprocess.run(with(command, options), 30);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.text().lines().count()).isEqualTo(bare.text().lines().count());
      }
    }
  }

  private static List<String> with(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  @Test
  void anInstallationForAnotherJavaLeavesNoArchiveOfAnotherForm() throws Exception {
    ArchiveForm other = ArchiveForm.values()[1 - form.ordinal()];
    Files.writeString(folder.resolve(other.fileName()), "of another Java");
    installation.install(JAR, Jdk.at(HOME));
    assertThat(folder.resolve(other.fileName())).doesNotExist();
    assertThat(finding()).isInstanceOf(Finding.Good.class);
  }

  @Test
  void whatIsMissingIsMadeAndLeftoversGo() throws Exception {
    Path leftover = Files.createDirectory(folder.resolve(".interleave-training-1"));
    Files.writeString(leftover.resolve(archives.front()), "half");
    Files.delete(archives.file(archives.front()));
    assertThat(finding().line()).startsWith("note").contains(archives.front() + " is missing");
    assertThat(Renewal.isOfUse(spec(), HOME)).isTrue();

    installation.renew(true);

    assertThat(finding()).isInstanceOf(Finding.Good.class);
    assertThat(leftover).doesNotExist();
  }

  @Test
  void oneMakesThemAtATime() throws Exception {
    Path aside = folder.resolve("aside");
    Files.move(archives.file(archives.front()), aside);
    try (FileChannel lock = archives.lock().orElseThrow()) {
      assertThat(lock.isOpen()).isTrue();
      installation.renew(true);
      assertThat(archives.present()).doesNotContain(archives.front());
      assertThatThrownBy(() -> installation.renew(false))
          .isInstanceOf(InstallException.class)
          .hasMessageContainingAll(folder.toString(), "at this moment", "#slow-start");
    }
    Files.move(aside, archives.file(archives.front()));
  }

  @Test
  void whereNothingCanBeWrittenTheKernelWorks() throws Exception {
    Path lock = folder.resolve(".interleave-archives.lock");
    touchJar(60);
    Files.delete(lock);
    Files.createDirectory(lock); // not even root can write it then
    try {
      assertThatThrownBy(() -> installation.renew(true))
          .isInstanceOf(InstallException.class)
          .hasMessageContainingAll(lock.toString(), "#unwritable-folder");
      assertThat(KernelProbe.run(spec()::command)).isInstanceOf(KernelProbe.Worked.class);
    } finally {
      Files.delete(lock);
      touchJar(-60);
    }
    assertThat(new Archives(folder.resolve("none"), form).areReplaceable()).isFalse();
    assertThat(archives.areReplaceable()).isTrue();
  }

  @Test
  void anotherJavaThanTheInstalledOneIsNoReason(@TempDir Path elsewhere) throws Exception {
    touchJar(60);
    assertThat(Renewal.isOfUse(spec(), HOME)).isTrue();
    assertThat(Renewal.isOfUse(spec(), elsewhere)).isFalse();
    touchJar(-60);
    assertThat(Renewal.startWhereOfUse(JAR, HOME)).isEmpty(); // that one is installed nowhere
  }
}
