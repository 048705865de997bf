package io.interleave.front.engine;

import com.sun.source.util.JavacTask;
import io.interleave.front.engine.Opened.Member;
import java.io.Writer;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of the compiler that only parse. The public API makes a whole compiler for each of them,
 * which took a seventh of the time of a short cell; where this Java lets us, one is used again and
 * again, as JShell does.
 */
final class ParserTasks {
  private static final int MOST_KEPT = 1;

  private final JavaCompiler compiler;
  private final StandardJavaFileManager files;
  private final @Nullable Pool pool = Pool.open();

  ParserTasks(JavaCompiler compiler) {
    this.compiler = compiler;
    this.files = compiler.getStandardFileManager(null, null, null);
  }

  /**
   * Makes a task and gives it to {@code use}, which must not keep it.
   *
   * @param options of the compiler
   */
  void with(
      List<String> options,
      DiagnosticListener<JavaFileObject> diagnostics,
      JavaFileObject source,
      Consumer<JavacTask> use) {
    Pool open = pool;
    Writer out = Writer.nullWriter();
    if (open == null) {
      use.accept(
          (JavacTask) compiler.getTask(out, files, diagnostics, options, null, List.of(source)));
    } else {
      open.getTask()
          .of(open.tasks(), out, files, diagnostics, options, null, List.of(source), open.to(use));
    }
  }

  /**
   * The compiler's own pool.
   *
   * @param tasks is it
   */
  private record Pool(Object tasks, Member getTask, Class<?> worker) {
    private static final String PACKAGE = "com.sun.tools.javac.api.";

    static @Nullable Pool open() {
      try {
        Class<?> tasks = Class.forName(PACKAGE + "JavacTaskPool");
        Class<?> worker = Class.forName(PACKAGE + "JavacTaskPool$Worker");
        return new Pool(
            Opened.constructor(tasks, int.class).of(MOST_KEPT),
            Opened.method(
                tasks,
                "getTask",
                Writer.class,
                JavaFileManager.class,
                DiagnosticListener.class,
                Iterable.class,
                Iterable.class,
                Iterable.class,
                worker),
            worker);
      } catch (ReflectiveOperationException | InaccessibleObjectException e) {
        return null;
      }
    }

    Object to(Consumer<JavacTask> use) {
      return Proxy.newProxyInstance(
          worker.getClassLoader(),
          new Class<?>[] {worker},
          (proxy, method, arguments) -> {
            use.accept((JavacTask) arguments[0]);
            return this;
          });
    }
  }
}
