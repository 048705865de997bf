package io.interleave.front.render;

import java.util.regex.Pattern;

/** Turns the names that the compiler generates back into the ones that the user wrote. */
public final class JavaNames {
  private static final Pattern WRAPPER =
      Pattern.compile("(?:REPL[./])?\\$JShell\\$\\w+(?:[.$](?=[\\w$]))?");
  private static final Pattern LOADERS =
      Pattern.compile(" \\([^()]*unnamed module of loader [^()]*\\)");
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.*)\\$\\d+");
  private static final String SNIPPET_METHOD = "do_it$";

  private JavaNames() {}

  /** Any text, such as an exception's message, without wrapper classes and class loaders. */
  public static String readable(String text) {
    if (!text.contains("$JShell$")) {
      return text;
    }
    return LOADERS.matcher(WRAPPER.matcher(text).replaceAll("")).replaceAll("");
  }

  /** A class's binary name as the user would write it; empty for a snippet's own wrapper. */
  public static String className(String binaryName) {
    String readable = WRAPPER.matcher(binaryName).replaceAll("");
    return readable.equals(binaryName) ? binaryName : readable.replace('$', '.');
  }

  /** What a stack frame was in, such as {@code Counter.add()}; empty for the cell's own code. */
  static String member(String binaryClassName, String methodName) {
    String owner = className(binaryClassName);
    if (methodName.isEmpty()) {
      return owner;
    }
    if (methodName.equals("lambda") || methodName.startsWith("lambda in ")) {
      return "a " + methodName.replace(" in ", " of ") + (methodName.equals("lambda") ? "" : "()");
    }
    var lambda = LAMBDA.matcher(methodName);
    if (lambda.matches()) {
      String home = member(binaryClassName, lambda.group(1));
      return home.isEmpty() ? "a lambda" : "a lambda of " + home;
    }
    if (methodName.startsWith(SNIPPET_METHOD) || methodName.equals("static")) {
      return owner;
    }
    String method =
        switch (methodName) {
          case "<init>" -> "constructor";
          case "<clinit>" -> "static initialiser";
          default -> methodName + "()";
        };
    if (owner.isEmpty()) {
      return methodName.equals("<clinit>") || methodName.equals("<init>") ? "" : method;
    }
    return methodName.startsWith("<") ? method + " of " + owner : owner + "." + method;
  }
}
