package io.interleave.front.install;

import io.interleave.front.cellvm.CellLibraries;
import io.interleave.front.files.FileReplacement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kernel specification folder of Interleave, existing or to be made.
 *
 * @param folder {@code …/kernels/NAME}
 * @param say gets a line for each step
 */
public record Installation(Path folder, Consumer<String> say) {
  /** The directory name that Jupyter knows the kernel by. */
  public static final String DEFAULT_NAME = "interleave";

  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");
  private static final List<String> LOGOS =
      List.of("logo-svg.svg", "logo-64x64.png", "logo-32x32.png");

  /**
   * The installation called {@code name} below a Jupyter data folder.
   *
   * @throws InstallException when Jupyter would not find a kernel of that name
   */
  public static Installation in(Path data, String name, Consumer<String> say)
      throws InstallException {
    if (!NAME.matcher(name).matches() || name.chars().allMatch(letter -> letter == '.')) {
      throw new InstallException(
          "\"" + name + "\" cannot be the name of a kernel",
          "Use lower-case letters, digits, dots, dashes and underscores.",
          Trouble.KERNEL_NAME);
    }
    return new Installation(
        data.toAbsolutePath().normalize().resolve("kernels").resolve(name), say);
  }

  /**
   * Writes jar, libraries, logos and {@code kernel.json}, starts the kernel once to see that it
   * works, and keeps archives of that run's classes.
   *
   * @param jar the {@code interleave.jar} to install
   * @param jdk the Java that will run it
   * @throws InstallException when it cannot be written, or does not start afterwards
   */
  public void install(Path jar, Jdk jdk) throws InstallException {
    List<String> missing = jdk.missingModules();
    if (!missing.isEmpty()) {
      throw new InstallException(
          "The Java at " + jdk.home() + " lacks " + String.join(", ", missing),
          "Install a full JDK, not a runtime, or name one with --jdk HOME.",
          Trouble.NO_JSHELL);
    }
    if (!Files.isRegularFile(jar)) {
      throw new InstallException(
          "There is no jar to install at " + jar,
          "Build it with ./mvnw package and run java -jar interleave.jar install.",
          Trouble.NO_JAR);
    }
    KernelSpec spec = KernelSpec.of(folder, jdk);
    try {
      refuseForeign();
      Files.createDirectories(folder);
      if (!Files.exists(folder.resolve(KernelSpec.JAR))
          || !Files.isSameFile(jar, folder.resolve(KernelSpec.JAR))) {
        try (InputStream in = Files.newInputStream(jar)) {
          FileReplacement.write(in, folder.resolve(KernelSpec.JAR));
        }
      }
      try (Stream<Path> libraries = Files.list(CellLibraries.unpackTo(folder.resolve("lib")))) {
        for (Path library : libraries.toList()) {
          FileReplacement.shareReading(library);
        }
      }
      for (String logo : LOGOS) {
        try (InputStream in = Installation.class.getResourceAsStream(logo)) {
          if (in == null) {
            throw new IOException("the jar lacks " + logo);
          }
          FileReplacement.write(in, folder.resolve(logo));
        }
      }
      write(spec);
      say.accept("Installed " + KernelSpec.DISPLAY_NAME + " in " + folder);
      say.accept("It runs on Java " + jdk.version() + " at " + jdk.home());
      // A kernel that makes archives of the former jar at this moment throws them away.
      try (@Nullable FileChannel lock = Archives.of(spec).lock().orElse(null)) {
        if (lock != null) {
          ArchiveTraining.clearLeftovers(folder);
        }
        Archives.of(spec).removeOtherForms();
        train(spec);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Makes the archives of an installed kernel.
   *
   * @param onlyWhenOutdated does nothing where the stamp says that they fit, or somebody else makes
   *     them at this moment
   * @throws InstallException when none is installed here, the folder cannot be written or the
   *     kernel does not start
   */
  public void renew(boolean onlyWhenOutdated) throws InstallException {
    try {
      KernelSpec spec =
          KernelSpec.in(folder)
              .orElseThrow(
                  () ->
                      notInstalled("Run the jar of an installed kernel; doctor says where it is."));
      Archives archives = Archives.of(spec);
      try (@Nullable FileChannel lock = archives.lock().orElse(null)) {
        if (lock == null && !onlyWhenOutdated) {
          throw new InstallException(
              "A kernel makes the archives in " + folder + " at this moment",
              "Wait a minute, then ask doctor.",
              Trouble.SLOW_START);
        }
        if (lock != null
            && (!onlyWhenOutdated
                || archives.areOutdated(ArchiveOrigin.of(spec.javaHome(), folder)))) {
          ArchiveTraining.clearLeftovers(folder);
          train(spec);
        }
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void train(KernelSpec spec) throws InstallException, IOException {
    KernelProbe.Result result = new ArchiveTraining(spec).run();
    if (result instanceof KernelProbe.Failed failed) {
      throw new InstallException(
          "It is installed, but a first start failed: " + failed.problem(),
          failed.cure(),
          failed.trouble());
    }
    say.accept("It started, ran a cell and ended as it should.");
    Archives archives = Archives.of(spec);
    List<String> made = archives.stamp().map(ArchiveStamp::made).orElse(List.of());
    if (!made.containsAll(archives.names())) {
      say.accept(
          "This Java made no archive of loaded classes; the kernel works and starts more slowly.");
    }
  }

  /**
   * Removes the folder.
   *
   * @throws InstallException when there is none, it holds another kernel, or it cannot be removed
   */
  public void uninstall() throws InstallException {
    try {
      if (!Files.exists(folder)) {
        throw notInstalled("Say where it is with --user, --sys-prefix or --prefix DIR.");
      }
      refuseForeign();
      List<Path> deepestFirst;
      try (Stream<Path> files = Files.walk(folder)) {
        deepestFirst = files.sorted((a, b) -> b.getNameCount() - a.getNameCount()).toList();
      }
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
    say.accept("Removed " + folder);
  }

  private InstallException notInstalled(String cure) {
    return new InstallException("No kernel is installed in " + folder, cure, Trouble.NOT_INSTALLED);
  }

  private void refuseForeign() throws InstallException {
    if (Files.exists(folder.resolve(KernelSpec.FILE)) && !isOurs()) {
      throw new InstallException(
          folder + " holds another kernel",
          "Choose another name with --name NAME, or remove that kernel first.",
          Trouble.KERNEL_NAME);
    }
  }

  private boolean isOurs() {
    try {
      return KernelSpec.in(folder).isPresent();
    } catch (IOException e) {
      return Files.exists(folder.resolve(KernelSpec.JAR)); // Damaged; a new install heals it.
    }
  }

  private void write(KernelSpec spec) throws IOException {
    byte[] json = spec.json().getBytes(StandardCharsets.UTF_8);
    FileReplacement.write(new ByteArrayInputStream(json), folder.resolve(KernelSpec.FILE));
  }

  private InstallException unwritable(IOException e) {
    String place = e instanceof FileSystemException file ? file.getFile() : folder.toString();
    String why = e instanceof AccessDeniedException ? "permission denied" : reason(e);
    return new InstallException(
        "Cannot write " + place + " (" + why + ")",
        "Choose a folder that is yours with --user or --prefix DIR.",
        Trouble.UNWRITABLE_FOLDER);
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
