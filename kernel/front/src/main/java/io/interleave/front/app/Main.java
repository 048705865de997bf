package io.interleave.front.app;

import java.lang.reflect.InvocationTargetException;

/**
 * The first class that runs. It is compiled for Java 8 and knows its successors by name only, so
 * that a Java too old for everything else says so in one line.
 */
public final class Main {
  private static final int OLDEST_JAVA = 17;

  private Main() {}

  /**
   * Starts the kernel for {@code kernel CONNECTION_FILE}, the command line otherwise. The kernel
   * must not pay for loading the command line's classes.
   */
  public static void main(String[] args) throws Throwable {
    String version = System.getProperty("java.specification.version");
    if (Double.parseDouble(version) < OLDEST_JAVA) {
      stop(
          "This is Java "
              + version
              + " at "
              + System.getProperty("java.home")
              + ". Interleave needs a JDK 17 or newer. (README, Troubleshooting: #old-java)");
    }
    boolean kernel = args.length > 0 && args[0].equals("kernel");
    if (kernel && ClassLoader.getSystemResource("jdk/jshell/JShell.class") == null) {
      stop(
          "The Java at "
              + System.getProperty("java.home")
              + " has no jdk.jshell."
              + " Interleave needs a full JDK. (README, Troubleshooting: #no-jshell)");
    }
    String successor =
        kernel ? "io.interleave.front.app.Kernel" : "io.interleave.front.app.Commands";
    try {
      Class.forName(successor).getMethod("run", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void stop(String message) {
    System.err.println("interleave: " + message);
    System.exit(1);
  }
}
