package io.interleave.front.cellvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options of the cell JVM for one that has another main class. */
public final class CellOptions {
  private CellOptions() {}

  /**
   * All options up to the main class; {@code -javaagent} starts the agent that the cell JVM's own
   * jar brings along.
   *
   * @param privateFolder where a crash leaves its log
   */
  public static List<String> of(CellLaunch launch, Path privateFolder) {
    List<String> command = launch.command(privateFolder.resolve("socket"), privateFolder, "");
    int jar = command.indexOf("-jar");
    List<String> options = new ArrayList<>(command.subList(1, jar));
    options.add("-javaagent:" + command.get(jar + 1) + "=" + launch.patches());
    return options;
  }
}
