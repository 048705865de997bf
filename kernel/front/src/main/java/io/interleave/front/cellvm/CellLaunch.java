package io.interleave.front.cellvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start the cell JVM.
 *
 * @param javaHome the JDK that runs user code
 * @param libraries the folder with {@code interleave-wire.jar}, {@code -hooks}, {@code -api} and
 *     {@code -cell}
 * @param patches the file with the patched JDK classes, or an empty string
 * @param ownOptions options that Interleave itself sets, such as a class-data archive
 * @param userOptions options that the user asked for, such as {@code -Xmx2g}; they come last and
 *     win
 */
public record CellLaunch(
    Path javaHome,
    Path libraries,
    String patches,
    List<String> ownOptions,
    List<String> userOptions) {

  /** From this Java on the option below is first warned of and then refused. */
  private static final int NO_SAMPLING_SINCE = 25;

  /** The same launch with other user options. */
  public CellLaunch withUserOptions(List<String> options) {
    return new CellLaunch(javaHome, libraries, patches, ownOptions, options);
  }

  /** The command line; {@code nonce} marks the end of a cell's text on file descriptors 1 and 2. */
  List<String> command(Path socket, Path privateFolder, String nonce) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.add("-Xbootclasspath/a:" + library("hooks"));
    command.add("-Dinterleave.patches=" + patches);
    command.addAll(ownOptions);
    command.add("-ea");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Dstdout.encoding=UTF-8");
    command.add("-Dstderr.encoding=UTF-8");
    if (Runtime.version().feature() < NO_SAMPLING_SINCE) {
      // By default it would wake an idle JVM 20 times a second.
      command.add("-XX:PerfDataSamplingInterval=1000");
    }
    command.add("-XX:ErrorFile=" + privateFolder.resolve("hs_err_%p.log"));
    command.addAll(userOptions);
    // Its manifest names the main class, the other jars and the agent. An agent that the jar brings
    // along starts some 25 ms sooner than one of -javaagent, which adds a module to the boot layer.
    command.add("-jar");
    command.add(library("cell"));
    command.add(socket.toString());
    command.add(nonce);
    return command;
  }

  /**
   * The part of the command line that a class-data archive depends on, without a main class.
   *
   * @param libraries the folder with the jars
   */
  public static List<String> classPath(Path libraries) {
    return List.of(
        "-Xbootclasspath/a:" + library(libraries, "hooks"), "-cp", library(libraries, "cell"));
  }

  private String library(String name) {
    return library(libraries, name);
  }

  private static String library(Path libraries, String name) {
    return libraries.resolve("interleave-" + name + ".jar").toString();
  }
}
