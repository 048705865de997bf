package io.interleave.front.engine;

import io.interleave.front.engine.Origins.Generated;
import io.interleave.wire.Command.ClassFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import org.jspecify.annotations.Nullable;

/** Rewrites the classes of a load with what JShell knows of their snippets. */
final class ClassSender {
  private final JShell jshell;
  private final Origins origins;
  private final Consumer<String> notices;
  private String title = "";
  private boolean show;
  private @Nullable Snippet returning;

  ClassSender(JShell jshell, Origins origins, Consumer<String> notices) {
    this.jshell = jshell;
    this.origins = origins;
    this.notices = notices;
  }

  /**
   * Says which cell comes next and whether the value of its snippet is wanted.
   *
   * @param returningCode code that gives back a value, which JShell does not know of
   */
  void expect(String cellTitle, boolean showValue, @Nullable Snippet returningCode) {
    title = cellTitle;
    show = showValue;
    returning = returningCode;
  }

  List<ClassFile> rewrite(List<ClassBytecodes> classes) {
    List<String> topLevels =
        classes.stream().map(c -> Origins.topLevel(c.name())).collect(Collectors.toList());
    Map<String, Generated> generated = origins.generated(topLevels, jshell.sourceCodeAnalysis());
    Map<String, ClassRewriter.Plan> plans = new HashMap<>();
    List<ClassFile> rewritten = new ArrayList<>();
    for (ClassBytecodes each : classes) {
      ClassRewriter.Plan plan =
          plans.computeIfAbsent(
              Origins.topLevel(each.name()), topLevel -> plan(generated.get(topLevel)));
      ClassRewriter.Rewritten result = ClassRewriter.rewrite(each.bytecodes(), plan);
      for (String method : result.unstoppable()) {
        notices.accept(
            "A loop in "
                + (method.startsWith("do_it$") ? "this cell" : method)
                + " cannot be stopped in the middle: the method is too large for the check.");
      }
      rewritten.add(new ClassFile(each.name(), result.bytes()));
    }
    return rewritten;
  }

  private ClassRewriter.Plan plan(@Nullable Generated generated) {
    if (generated == null) {
      return new ClassRewriter.Plan(title, line -> line, !show, null, Map.of());
    }
    Snippet newest = generated.snippets().get(generated.snippets().size() - 1);
    Map<String, String> unresolved = new HashMap<>();
    for (Snippet snippet : generated.snippets()) {
      if (snippet instanceof DeclarationSnippet declaration
          && jshell.status(snippet) == Status.RECOVERABLE_DEFINED) {
        unresolved.put(declaration.name(), Missing.notice(declaration, missing(declaration)));
      }
    }
    return new ClassRewriter.Plan(
        generated.origin().text().title(),
        generated.lines(),
        !(show && (newest == returning || hasValue(newest))),
        temporary(newest),
        unresolved);
  }

  /** What a declaration refers to that nobody has declared. */
  List<String> missing(DeclarationSnippet declaration) {
    return jshell
        .unresolvedDependencies(declaration)
        .map(UserNames::readable)
        .collect(Collectors.toList());
  }

  private static boolean hasValue(Snippet snippet) {
    return snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        || snippet.kind() == Snippet.Kind.EXPRESSION
            && snippet.subKind() != SubKind.ASSIGNMENT_SUBKIND;
  }

  private static @Nullable String temporary(Snippet snippet) {
    return snippet instanceof VarSnippet variable
            && variable.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        ? variable.name()
        : null;
  }
}
