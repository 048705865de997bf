package io.interleave.it.engine;

import io.interleave.api.CellRuntime;
import io.interleave.cell.CellMain;
import io.interleave.hooks.StopCheck;
import io.interleave.wire.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The jars of the cell JVM as the distribution names them, from whatever Maven has built so far.
 */
public final class CellJars {
  private CellJars() {}

  public static void into(Path folder) throws IOException {
    write(Frame.class, folder.resolve("interleave-wire.jar"));
    write(StopCheck.class, folder.resolve("interleave-hooks.jar"));
    write(CellRuntime.class, folder.resolve("interleave-api.jar"));
    write(CellMain.class, folder.resolve("interleave-cell.jar"));
  }

  private static void write(Class<?> ofModule, Path jar) throws IOException {
    Path from;
    try {
      from = Path.of(ofModule.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    if (Files.isRegularFile(from)) {
      Files.copy(from, jar);
      return;
    }
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    // As the module's own build has it.
    main.putValue("Main-Class", "io.interleave.cell.CellMain");
    main.putValue("Class-Path", "interleave-wire.jar interleave-api.jar");
    main.putValue("Launcher-Agent-Class", "io.interleave.cell.agent.Agent");
    main.putValue("Premain-Class", "io.interleave.cell.agent.Agent");
    main.putValue("Can-Redefine-Classes", "true");
    main.putValue("Can-Retransform-Classes", "true");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(from)) {
      List<Path> classes = files.filter(Files::isRegularFile).toList();
      for (Path file : classes) {
        entries.putNextEntry(new JarEntry(from.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
      }
    }
  }
}
