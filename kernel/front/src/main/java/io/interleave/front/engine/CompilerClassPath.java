package io.interleave.front.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import jdk.jshell.JShell;
import org.jspecify.annotations.Nullable;

/** What one JShell's compiler sees besides the JDK: never the class path of this JVM. */
final class CompilerClassPath {
  private final List<Path> entries;
  private @Nullable StandardJavaFileManager files;

  CompilerClassPath(List<Path> entries) {
    this.entries = new ArrayList<>(entries);
  }

  /** The file manager that JShell is about to use, with this class path. */
  StandardJavaFileManager of(StandardJavaFileManager manager) {
    files = manager;
    try {
      manager.setLocationFromPaths(StandardLocation.CLASS_PATH, entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return manager;
  }

  /** Adds a jar or folder for the JShell that has the file manager. */
  void add(Path entry, JShell jshell) {
    entries.add(entry);
    jshell.addToClasspath(entry.toString());
    StandardJavaFileManager manager = files;
    if (manager != null) {
      of(manager); // JShell has just put back the class path of this JVM
    }
  }
}
