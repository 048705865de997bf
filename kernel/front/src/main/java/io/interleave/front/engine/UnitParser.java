package io.interleave.front.engine;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import io.interleave.front.engine.Origin.Insertion;
import io.interleave.front.engine.Splitter.Piece;
import io.interleave.front.engine.Unit.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Parses all pieces of a cell in one go, to find syntax errors before anything runs and to tell
 * what each piece is. Each piece is put into a class of its own, as a member or in a method; javac
 * recovers at the next class, so that an error stays in its piece.
 */
final class UnitParser {

  private static final Set<Modifier> ACCESS =
      Set.of(Modifier.PUBLIC, Modifier.PROTECTED, Modifier.PRIVATE);
  private static final String PUBLIC = "public ";

  private final ParserTasks tasks;
  private final Supplier<List<String>> options;

  /**
   * @param options of the compiler for the next cell
   */
  UnitParser(JavaCompiler compiler, Supplier<List<String>> options) {
    this.tasks = new ParserTasks(compiler);
    this.options = options;
  }

  /**
   * A piece with what it is.
   *
   * @param suspect whether javac finds an error in it
   * @param mainCall the statement that runs its main method; empty when it has none
   */
  record Parsed(Unit unit, boolean suspect, String mainCall) {
    /** A type that has no error and no main method. */
    static Parsed type(Piece piece) {
      return new Parsed(new Unit(piece.start(), piece.source(), Kind.TYPE, List.of()), false, "");
    }
  }

  List<Parsed> parse(List<Piece> pieces) {
    if (pieces.isEmpty()) {
      return List.of();
    }
    Layout layout = new Layout(pieces);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<Kind> kinds = new ArrayList<>(layout.guesses);
    Found found = new Found(kinds, new HashMap<>(), new HashMap<>());
    tasks.with(options.get(), diagnostics, new Source(layout), task -> refine(task, layout, found));
    boolean[] suspect = new boolean[pieces.size()];
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      boolean expression = "compiler.err.not.stmt".equals(diagnostic.getCode());
      int index = layout.piece(diagnostic.getPosition());
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR && index >= 0) {
        suspect[index] |= !(expression && kinds.get(index) == Kind.EXPRESSION);
      }
    }
    List<Parsed> parsed = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      boolean wrong = suspect[i] || piece.state() != Splitter.State.COMPLETE;
      Unit unit = unit(piece, kinds.get(i), found.constructors().getOrDefault(i, List.of()));
      parsed.add(new Parsed(unit, wrong, found.mainCalls().getOrDefault(i, "")));
    }
    return parsed;
  }

  /**
   * What the parser found, by the index of the piece.
   *
   * @param constructors where constructors of a record without an access modifier start
   */
  private record Found(
      List<Kind> kinds, Map<Integer, String> mainCalls, Map<Integer, List<Integer>> constructors) {}

  /**
   * JShell makes top-level records public, and then demands that their constructors are public too
   * (JLS 8.10.4), although the user's record is not.
   */
  private static Unit unit(Piece piece, Kind kind, List<Integer> constructors) {
    if (kind == Kind.IMPORT) {
      // With blanks or comments before it, JShell declares variables of earlier cells again, and
      // they lose their values.
      Lexer lexer = new Lexer(piece.source(), 0);
      lexer.next();
      int start = lexer.start();
      return new Unit(piece.start() + start, piece.source().substring(start), kind, List.of());
    }
    StringBuilder source = new StringBuilder(piece.source());
    List<Insertion> insertions = new ArrayList<>();
    for (int place : constructors) {
      int at = place + insertions.size() * PUBLIC.length();
      source.insert(at, PUBLIC);
      insertions.add(new Insertion(at, PUBLIC.length()));
    }
    return new Unit(piece.start(), source.toString(), kind, List.copyOf(insertions));
  }

  private static List<MethodTree> constructorsWithoutAccess(ClassTree type) {
    List<MethodTree> constructors = new ArrayList<>();
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method
          && method.getReturnType() == null
          && Collections.disjoint(method.getModifiers().getFlags(), ACCESS)) {
        constructors.add(method);
      }
    }
    return constructors;
  }

  private static void refine(JavacTask task, Layout layout, Found found) {
    try {
      for (CompilationUnitTree tree : task.parse()) {
        refine(tree, layout, found, Trees.instance(task).getSourcePositions());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Corrects the guesses by what the parser found in the wrapping classes. */
  private static void refine(
      CompilationUnitTree tree, Layout layout, Found found, SourcePositions positions) {
    for (Tree declared : tree.getTypeDecls()) {
      if (declared instanceof ClassTree wrapper
          && wrapper.getSimpleName().toString().startsWith(Layout.WRAPPER)) {
        int index = Integer.parseInt(wrapper.getSimpleName().toString().substring(2));
        Tree first = firstIn(wrapper);
        if (first != null) {
          found.kinds().set(index, kind(first));
          found.mainCalls().put(index, MainMethods.call(first));
          if (first.getKind() == Tree.Kind.RECORD) {
            List<Integer> places = new ArrayList<>();
            for (MethodTree constructor : constructorsWithoutAccess((ClassTree) first)) {
              places.add((int) positions.getStartPosition(tree, constructor) - layout.start(index));
            }
            found.constructors().put(index, places);
          }
        }
      }
    }
  }

  private static @Nullable Tree firstIn(ClassTree wrapper) {
    for (Tree member : wrapper.getMembers()) {
      if (member instanceof MethodTree method && method.getName().contentEquals(Layout.METHOD)) {
        BlockTree body = method.getBody();
        return body == null || body.getStatements().isEmpty() ? null : body.getStatements().get(0);
      }
      return member;
    }
    return null;
  }

  private static Kind kind(Tree tree) {
    if (tree instanceof ClassTree) {
      return Kind.TYPE;
    } else if (tree instanceof MethodTree) {
      return Kind.METHOD;
    } else if (tree instanceof VariableTree) {
      return Kind.VARIABLE;
    } else if (tree instanceof ExpressionStatementTree || tree instanceof ErroneousTree) {
      return Kind.EXPRESSION;
    }
    return Kind.STATEMENT;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(Layout layout) {
      super(URI.create("string:///Cell.java"), Kind.SOURCE);
      this.text = layout.text.toString();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
