package io.interleave.front.magic;

import java.nio.file.Path;
import java.util.List;

/** What commands may do to the JVM that runs cells. */
public interface CellProcess {

  /**
   * Replaces the process by one with these JVM options; declarations are restored.
   *
   * @return the names of variables that lost their values
   * @throws MagicException when no process starts with these options; the old options then hold
   */
  List<String> restart(List<String> jvmOptions) throws MagicException;

  /** The options of the running process, without the kernel's own. */
  List<String> jvmOptions();

  /** Adds a jar or a folder of classes to the user's class path. */
  void addToClassPath(Path entry) throws MagicException;

  /** The user's class path. */
  List<Path> classPath();
}
