package io.interleave.front.engine;

import io.interleave.front.engine.JointCompiler.Compiled;
import io.interleave.front.engine.JointCompiler.Declared;
import io.interleave.front.engine.JointReader.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ExecutionControlException;
import org.jspecify.annotations.Nullable;

/**
 * Snippets of a cell that share one compilation and then run one after another. When one of them
 * fails, the variables behind it are as if they had never been reached. Its caller holds the lock
 * of JShell.
 */
final class SharedPass {
  private static final String METHOD = "do_it$";

  private final JointCompiler compiler;
  private final JShell jshell;
  private final WireExecution execution;
  private final List<Snippet> snippets;
  private final Map<Snippet, String> formerClasses = new HashMap<>();
  private int reached;

  private SharedPass(
      JointCompiler compiler, JShell jshell, WireExecution execution, List<Snippet> snippets) {
    this.compiler = compiler;
    this.jshell = jshell;
    this.execution = execution;
    this.snippets = snippets;
  }

  /** Null when the sources have to be evaluated one by one; nothing has happened yet. */
  static @Nullable SharedPass of(
      JointCompiler compiler, JShell jshell, WireExecution execution, List<Source> sources) {
    List<Snippet> snippets = compiler.read(sources);
    if (snippets == null) {
      return null;
    }
    SharedPass pass = new SharedPass(compiler, jshell, execution, snippets);
    return pass.keepsTypes() ? pass : null;
  }

  /** Variables that are declared again keep their type; notes where their values are now. */
  private boolean keepsTypes() {
    Map<String, VarSnippet> known =
        jshell.variables().collect(Collectors.toMap(VarSnippet::name, v -> v, (a, b) -> b));
    for (Snippet snippet : snippets) {
      if (snippet instanceof VarSnippet fresh && known.containsKey(fresh.name())) {
        VarSnippet old = Objects.requireNonNull(known.get(fresh.name()));
        if (!fresh.typeName().equals(old.typeName())) {
          return false;
        }
        formerClasses.put(fresh, classOf(old));
      }
    }
    return true;
  }

  List<Snippet> snippets() {
    return snippets;
  }

  /** The code among them: JShell need not know of it any more once it has run. */
  List<Snippet> code() {
    return snippets.stream().filter(snippet -> snippet.kind() == Snippet.Kind.STATEMENT).toList();
  }

  /**
   * Compiles them and gives the classes to the execution. JShell is told of the declarations only:
   * it would keep the code.
   *
   * @return the events of the snippets that are declared; null when something does not compile
   */
  @Nullable List<SnippetEvent> declare() {
    Compiled compiled = compiler.compile(snippets);
    if (compiled == null) {
      return null;
    }
    Declared declared = compiler.declare(compiled);
    ClassBytecodes[] code = declared.code();
    if (code == null && !compiled.code().isEmpty()) {
      // Something in the session was declared again, too, and has other classes now.
      Compiled again = compiler.compile(compiled.code());
      code = again == null ? null : compiler.declare(again).code();
    }
    if (code != null) {
      execution.load(code);
    }
    return code != null || compiled.code().isEmpty() ? declared.events() : null;
  }

  /**
   * Runs them as far as they go.
   *
   * @param stopped asked before each
   * @return whether none was left out
   */
  boolean run(BooleanSupplier stopped) {
    while (reached < snippets.size() && !stopped.getAsBoolean()) {
      Snippet snippet = snippets.get(reached++);
      try {
        if (snippet.subKind().isExecutable()) {
          execution.invoke(classOf(snippet), METHOD);
        }
      } catch (ExecutionControlException e) {
        break; // the execution keeps what the cell JVM answered
      }
    }
    return reached == snippets.size();
  }

  /**
   * Takes back the declarations that were not reached.
   *
   * @return the code that gives variables their former values, to be evaluated if it can be; empty
   *     when there is nothing to do
   */
  String takeBack() {
    StringBuilder code = new StringBuilder();
    for (Snippet snippet : snippets.subList(reached, snippets.size())) {
      if (!(snippet instanceof VarSnippet variable)) {
        continue;
      }
      String former = formerClasses.get(snippet);
      if (former == null) {
        jshell.drop(snippet);
      } else {
        String name = "." + variable.name();
        code.append(classOf(snippet)).append(name).append(" = ").append(former).append(name);
        code.append("; ");
      }
    }
    return code.length() == 0 ? "" : "{ " + code + "}";
  }

  /** The variables whose former values {@link #takeBack} is about. */
  List<String> overtaken() {
    return snippets.subList(reached, snippets.size()).stream()
        .filter(formerClasses::containsKey)
        .map(snippet -> ((VarSnippet) snippet).name())
        .toList();
  }

  private String classOf(Snippet snippet) {
    return jshell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
  }
}
