package io.interleave.front.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** In which form the front keeps the classes that it loads for its next starts. */
enum ArchiveForm {
  /** Class-data sharing (JEP 310, JEP 350): classes that are parsed and verified. */
  CLASS_DATA("interleave.jsa", "-XX:SharedArchiveFile=", "-XX:ArchiveClassesAtExit=", "-Xshare:on"),

  /** The ahead-of-time cache (JEP 483, JEP 514): classes that are linked, too. */
  AOT_CACHE("interleave.aot", "-XX:AOTCache=", "-XX:AOTCacheOutput=", "-XX:AOTMode=on");

  /** The cache can be made in one step since this Java (JEP 514). */
  private static final int AOT_CACHE_SINCE = 25;

  /** Another Java may come to stand in the same place, with other options. */
  private static final String TOLERANT = "-XX:+IgnoreUnrecognizedVMOptions";

  private final String fileName;
  private final String use;
  private final String make;
  private final String insist;

  ArchiveForm(String fileName, String use, String make, String insist) {
    this.fileName = fileName;
    this.use = use;
    this.make = make;
    this.insist = insist;
  }

  /** The best that a Java of this version has. */
  static ArchiveForm of(int feature) {
    return AOT_CACHE.isOf(feature) ? AOT_CACHE : CLASS_DATA;
  }

  /** Whether a Java of this version has it. */
  boolean isOf(int feature) {
    return this == CLASS_DATA || feature >= AOT_CACHE_SINCE;
  }

  /** The form that a command line names. */
  static ArchiveForm in(List<String> arguments) {
    return arguments.stream().anyMatch(AOT_CACHE::isUse) ? AOT_CACHE : CLASS_DATA;
  }

  /** The archive's name in the kernel's folder. */
  String fileName() {
    return fileName;
  }

  /** Options of a JVM that starts from the archive, or without it where it does not fit. */
  List<String> use(String file) {
    return Stream.concat(quietly().stream(), Stream.of(use + file)).toList();
  }

  /** Options of a JVM that starts from the archive or not at all. */
  List<String> insist(Path file) {
    return List.of(insist, use + file);
  }

  /** The arguments with those that make an archive in place of the one that uses it. */
  List<String> making(List<String> arguments, Path file) {
    List<String> making = new ArrayList<>(arguments);
    making.removeIf(this::isUse); // a JVM does one or the other
    making.add(1, make + file);
    return making;
  }

  /** A start without the archive is slower, and nothing to worry about. */
  private List<String> quietly() {
    return switch (this) {
      case CLASS_DATA -> List.of(TOLERANT, "-Xshare:auto", "-Xlog:cds*=off");
      // Java before 24 does not start when it does not know a tag of the log.
      case AOT_CACHE -> List.of(TOLERANT, "-Xlog:disable", "-Xlog:os*=warning");
    };
  }

  private boolean isUse(String argument) {
    return argument.startsWith(use);
  }
}
