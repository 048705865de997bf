package io.interleave.front.timing;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import io.interleave.front.engine.Outcome.Problem;
import io.interleave.front.magic.MagicException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a cell as a source file; the lines of the cell are those of the file. */
final class ProgramCompiler {
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "(?m)^\\s*public\\s+(?:(?:final|abstract|sealed|strictfp)\\s+)*"
              + "(?:class|record|enum|interface)\\s+(\\w+)");

  private final Jdk jdk;
  private final Path folder;
  private final boolean preview;

  /**
   * @param folder where the class files go
   * @param preview whether the program may use what is in preview; the JDK is as new as ours then
   */
  ProgramCompiler(Jdk jdk, Path folder, boolean preview) {
    this.jdk = jdk;
    this.folder = folder;
    this.preview = preview;
  }

  /**
   * The JDK that runs the program.
   *
   * @param feature its feature version, such as 25
   */
  record Jdk(Path home, String version, int feature) {

    static Jdk at(Path home) throws MagicException {
      Properties release = new Properties();
      try (var in = Files.newBufferedReader(home.resolve("release"))) {
        release.load(in);
      } catch (IOException e) {
        throw new MagicException(
            "there is no JDK at " + home, "Give its home folder, which holds bin and release.");
      }
      String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
      try {
        return new Jdk(home, version, Runtime.Version.parse(version).feature());
      } catch (IllegalArgumentException e) {
        throw new MagicException(
            "the JDK at " + home + " does not say its version", "Choose another one.");
      }
    }
  }

  /**
   * @param mainClass empty when there is none; of no meaning with problems
   */
  record Result(List<Problem> problems, String mainClass) {}

  Result compile(String code) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options = new ArrayList<>(List.of("-g", "-proc:none", "-d", folder.toString()));
    if (jdk.feature() < Runtime.version().feature()) {
      options.addAll(List.of("--release", Integer.toString(jdk.feature())));
    }
    if (preview) {
      options.addAll(List.of("--enable-preview", "--source", Integer.toString(jdk.feature())));
    }
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null, null, diagnostics, options, null, List.of(new Source(fileName(code), code)));
    String mainClass = "";
    for (CompilationUnitTree unit : task.parse()) {
      mainClass = mainClass(unit);
    }
    task.analyze();
    task.generate();
    List<Problem> problems = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        problems.add(problem(diagnostic, code));
      }
    }
    return new Result(problems, mainClass);
  }

  private static String fileName(String code) {
    Matcher matcher = PUBLIC_TYPE.matcher(code);
    return matcher.find() ? matcher.group(1) : "Program";
  }

  private static String mainClass(CompilationUnitTree unit) {
    String prefix = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree declared) {
        for (Tree member : declared.getMembers()) {
          if (member instanceof MethodTree method && method.getName().contentEquals("main")) {
            return prefix + declared.getSimpleName();
          }
        }
      }
    }
    return "";
  }

  private static Problem problem(Diagnostic<? extends JavaFileObject> diagnostic, String code) {
    int line = (int) Math.max(1, diagnostic.getLineNumber());
    String source = code.lines().skip(line - 1).findFirst().orElse("");
    int start = (int) Math.max(0, diagnostic.getStartPosition());
    int end = (int) Math.max(start, diagnostic.getEndPosition());
    int lineStart = code.lastIndexOf('\n', Math.max(0, Math.min(start, code.length()) - 1)) + 1;
    int from = Math.max(0, Math.min(start - lineStart, source.length()));
    int to = Math.max(from, Math.min(end - lineStart, source.length()));
    return new Problem(
        line,
        source.codePointCount(0, from) + 1,
        Math.max(1, source.codePointCount(from, to)),
        source,
        diagnostic.getMessage(Locale.ROOT));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String code;

    Source(String name, String code) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
