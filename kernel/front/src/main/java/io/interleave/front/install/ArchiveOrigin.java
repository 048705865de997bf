package io.interleave.front.install;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What archives of loaded classes are made from, in words for a file and for people. A JVM compares
 * as much before it maps an archive: its own build, its modules, the archive below and the jars;
 * sizes in bytes and times to the second.
 *
 * @param java version, maker and folder of the Java
 * @param modules its {@code lib/modules}
 * @param base the archive of its own classes
 * @param jars the front's jar and those of the cell JVM
 */
record ArchiveOrigin(String java, String modules, String base, String jars) {
  private static final String NONE = "none";
  private static final Pattern FEATURE = Pattern.compile("\\d{1,4}");

  /**
   * What archives would be made from now.
   *
   * @param javaHome the Java that starts the kernel
   * @param folder the kernel's folder
   * @throws IOException when there is no such Java or no such folder
   */
  static ArchiveOrigin of(Path javaHome, Path folder) throws IOException {
    Path home = javaHome.toRealPath();
    Properties release = new Properties();
    Path file = home.resolve("release");
    if (Files.isReadable(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        release.load(reader);
      }
    }
    String version = release.getProperty("JAVA_RUNTIME_VERSION", word(release, "JAVA_VERSION"));
    String java = version + " (" + word(release, "IMPLEMENTOR") + ") at " + home;
    Path libraries = home.resolve("lib");
    Path unix = libraries.resolve("server").resolve("classes.jsa");
    Path windows = home.resolve("bin").resolve("server").resolve("classes.jsa");
    return new ArchiveOrigin(
        java.replace("\"", ""),
        identity(libraries.resolve("modules")),
        identity(Files.exists(windows) ? windows : unix),
        jars(folder.toRealPath()));
  }

  /** The version of the Java such as 17; empty where it does not say. */
  Optional<Integer> feature() {
    Matcher number = FEATURE.matcher(java);
    return number.lookingAt() ? Optional.of(Integer.valueOf(number.group())) : Optional.empty();
  }

  /** In which part this differs from another that it does not equal, as this has it. */
  String difference(ArchiveOrigin other) {
    if (!java.equals(other.java)) {
      return "Java " + java;
    }
    return jars.equals(other.jars) ? "another state of this Java" : "other jars";
  }

  private static String jars(Path folder) throws IOException {
    List<String> jars = new ArrayList<>();
    jars.add(identity(folder.resolve(KernelSpec.JAR)));
    Path libraries = folder.resolve("lib");
    if (Files.isDirectory(libraries)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(libraries, "*.jar")) {
        for (Path file : files) {
          jars.add(identity(file));
        }
      }
    }
    Collections.sort(jars);
    return String.join("; ", jars);
  }

  private static String word(Properties release, String name) {
    return release.getProperty(name, "unknown");
  }

  private static String identity(Path file) throws IOException {
    if (!Files.exists(file)) {
      return NONE;
    }
    // Copies and layers of images keep whole seconds only, and a JVM looks at no more.
    long seconds = Files.getLastModifiedTime(file).toMillis() / 1000;
    return file + ", " + Files.size(file) + " bytes of second " + seconds;
  }
}
