package io.interleave.front.engine;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import javax.lang.model.element.Modifier;

/** Finds the main method that a launcher would run (JLS 12.1.4). */
final class MainMethods {
  private static final boolean INSTANCE_MAIN = Runtime.version().feature() >= 25;

  private MainMethods() {}

  /** The statement that runs the main method of a class, or a main method itself; else empty. */
  static String call(Tree declaration) {
    if (declaration instanceof MethodTree method && INSTANCE_MAIN && isMain(method)) {
      return "main(" + arguments(method) + ");";
    }
    if (declaration instanceof ClassTree type) {
      for (Tree member : type.getMembers()) {
        if (member instanceof MethodTree method && isMain(method)) {
          boolean isStatic = method.getModifiers().getFlags().contains(Modifier.STATIC);
          if (isStatic || INSTANCE_MAIN) {
            String receiver =
                isStatic ? "" + type.getSimpleName() : "new " + type.getSimpleName() + "()";
            return receiver + ".main(" + arguments(method) + ");";
          }
        }
      }
    }
    return "";
  }

  private static boolean isMain(MethodTree method) {
    boolean named =
        method.getName().contentEquals("main")
            && method.getReturnType() != null
            && method.getReturnType().toString().equals("void");
    int parameters = method.getParameters().size();
    boolean takesArguments =
        parameters == 1
            && method
                .getParameters()
                .get(0)
                .getType()
                .toString()
                .matches("(java\\.lang\\.)?String(\\[\\]|\\.\\.\\.)");
    return named && (takesArguments || parameters == 0 && INSTANCE_MAIN);
  }

  private static String arguments(MethodTree method) {
    return method.getParameters().isEmpty() ? "" : "new String[0]";
  }
}
