package io.interleave.it.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * What a cell costs beside the same code in JShell's own in-process engine; not a test, run by
 * hand: {@code SnippetCost [ROUNDS]}. Both run in this JVM and in turn, so that the figure is the
 * ratio within a round; ours includes a real cell JVM, rewriting, and the wait for threads.
 */
final class SnippetCost {
  private static final List<String> IMPORTS =
      List.of(
          "java.io",
          "java.math",
          "java.net.http",
          "java.nio.file",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks",
          "java.util.function",
          "java.util.stream");
  private static final int WARM_UP = 40;

  private SnippetCost() {}

  private static Map<String, IntFunction<String>> snippets() {
    Map<String, IntFunction<String>> all = new LinkedHashMap<>();
    all.put("an expression", i -> "1 + " + i);
    all.put("a statement", i -> "System.getProperty(\"p" + i + "\");");
    all.put("a variable", i -> "int v" + i % 50 + " = " + i + " * 3;");
    all.put("a variable with var", i -> "var w" + i % 50 + " = List.of(" + i + ");");
    all.put("a method", i -> "int m" + i % 50 + "(int x) { return x + " + i + "; }");
    all.put("a class", i -> "class C" + i % 50 + " { int n = " + i + "; int get() { return n; } }");
    all.put(
        "20 variables",
        i -> {
          StringBuilder cell = new StringBuilder();
          for (int n = 0; n < 20; n++) {
            cell.append("int t").append(n).append(" = ").append(i + n).append(";\n");
          }
          return cell.toString();
        });
    return all;
  }

  /** Prints a line for each kind of snippet: both medians in ms, and the median of the ratios. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    Path folder = Files.createTempDirectory("snippet-cost");
    System.out.printf(
        "Java %s, %d processors, %d rounds%n",
        System.getProperty("java.version"), Runtime.getRuntime().availableProcessors(), rounds);
    try (RealEngine ours = new RealEngine(folder);
        JShell jshell = JShell.builder().executionEngine("local").build()) {
      IMPORTS.forEach(name -> jshell.eval("import " + name + ".*;"));
      for (Map.Entry<String, IntFunction<String>> kind : snippets().entrySet()) {
        List<Double> inProcess = new ArrayList<>();
        List<Double> cells = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = -WARM_UP; i < rounds; i++) {
          String code = kind.getValue().apply(i + WARM_UP);
          long start = System.nanoTime();
          evaluate(jshell, code);
          long between = System.nanoTime();
          ours.run(code);
          long end = System.nanoTime();
          if (i >= 0) {
            inProcess.add((between - start) / 1e6);
            cells.add((end - between) / 1e6);
            ratios.add((double) (end - between) / (between - start));
          }
        }
        System.out.printf(
            Locale.ROOT,
            "%-20s JShell %6.2f ms, ours %6.2f ms, ratio %.2f%n",
            kind.getKey(),
            median(inProcess),
            median(cells),
            median(ratios));
      }
    }
  }

  /** As the JDK's own tool does it; temporary variables are dropped, as ours are. */
  private static void evaluate(JShell jshell, String code) {
    String rest = code;
    while (!rest.isBlank()) {
      CompletionInfo info = jshell.sourceCodeAnalysis().analyzeCompletion(rest);
      for (SnippetEvent event : jshell.eval(info.source())) {
        if (event.snippet().subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
          jshell.drop(event.snippet());
        }
      }
      rest = info.remaining();
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
