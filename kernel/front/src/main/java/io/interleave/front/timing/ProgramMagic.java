package io.interleave.front.timing;

import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;
import io.interleave.front.magic.Arguments;
import io.interleave.front.magic.CellMagic;
import io.interleave.front.magic.MagicException;
import io.interleave.front.magic.MagicOutput;
import io.interleave.front.magic.MagicSyntax;
import io.interleave.front.magic.MagicSyntax.Option;
import io.interleave.front.magic.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code %%program}: the cell as a Java program of its own, in a JVM of its own. */
final class ProgramMagic implements CellMagic {
  private static final String PREVIEW = "--enable-preview";

  private final GeneratedRun runs;

  ProgramMagic(GeneratedRun runs) {
    this.runs = runs;
  }

  @Override
  public MagicSyntax syntax() {
    return MagicSyntax.of(
            "program",
            "Compiles the cell as a program and runs it in its own JVM, where it may exit or crash.")
        .with(new Option("jdk", ValueType.PATH, "", "the home of the JDK to run it on"))
        .with(new Option("vm", ValueType.TEXT, "", "options of its JVM, in quotes"))
        .with(new Option("timeout", ValueType.DURATION, "30s", "after which it is ended"));
  }

  @Override
  public boolean takesJava() {
    return false;
  }

  @Override
  public Outcome run(Arguments arguments, Cell cell, Engine engine, MagicOutput output)
      throws MagicException {
    String chosen = arguments.text("jdk");
    ProgramCompiler.Jdk jdk =
        ProgramCompiler.Jdk.at(
            Path.of(chosen.isEmpty() ? System.getProperty("java.home") : chosen));
    List<String> vmOptions =
        Stream.of(arguments.text("vm").split("\\s+")).filter(o -> !o.isEmpty()).toList();
    boolean preview = vmOptions.contains(PREVIEW);
    if (preview && jdk.feature() != Runtime.version().feature()) {
      throw new MagicException(
          "what is in preview in Java " + jdk.feature() + " cannot be compiled here",
          "The kernel runs on Java "
              + Runtime.version().feature()
              + ": leave out --jdk, or install the kernel with that JDK.");
    }
    Path folder = null;
    try {
      folder = Files.createTempDirectory("interleave-program-");
      ProgramCompiler.Result result =
          new ProgramCompiler(jdk, folder, preview).compile(cell.code());
      if (!result.problems().isEmpty()) {
        return new Outcome.DidNotCompile(result.problems(), List.of());
      }
      if (result.mainClass().isEmpty()) {
        throw new MagicException(
            "the cell has no main method",
            "Write a class with public static void main(String[] args).");
      }
      List<String> command = new ArrayList<>();
      command.add(jdk.home().resolve("bin").resolve("java").toString());
      command.addAll(vmOptions);
      command.add("-cp");
      command.add(folder.toString());
      command.add(result.mainClass());
      long timeout = arguments.duration("timeout").toMillis();
      return runs.run(
          cell,
          engine,
          output,
          new GeneratedRun.Call("run", "JDK " + jdk.version(), command, "", timeout));
    } catch (IOException e) {
      throw new MagicException("the program cannot be compiled: " + e, "Make room on the disk.");
    } finally {
      delete(folder);
    }
  }

  private static void delete(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      return; // it lies in the temporary folder, which the system clears
    }
  }
}
