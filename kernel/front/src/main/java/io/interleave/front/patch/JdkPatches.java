package io.interleave.front.patch;

import io.interleave.front.patch.JdkEdits.ClassEdits;
import io.interleave.wire.ClassPatches;
import io.interleave.wire.ClassPatches.Patch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Patches the classes of one JDK. */
final class JdkPatches {
  private JdkPatches() {}

  /**
   * Reads, patches and returns the classes. A class that is not as expected stays as it is and is
   * named in {@link ClassPatches#problems}.
   *
   * @throws IOException when the JDK's classes cannot be read
   */
  static ClassPatches of(Path javaHome) throws IOException {
    List<Patch> patches = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Map<String, String> environment = Map.of("java.home", javaHome.toString());
    try (FileSystem classes = FileSystems.newFileSystem(URI.create("jrt:/"), environment)) {
      Path base = classes.getPath("/modules/java.base");
      for (ClassEdits edits : JdkEdits.all()) {
        Path file = base.resolve(edits.name() + ".class");
        if (!Files.exists(file)) {
          if (!edits.optional()) {
            problems.add("this JDK has no " + dotted(edits.name()));
          }
          continue;
        }
        try {
          byte[] patched = Patcher.patch(Files.readAllBytes(file), edits.edits());
          patches.add(new Patch(dotted(edits.name()), edits.atLoad(), patched));
        } catch (EditFailedException e) {
          problems.add("not patched: " + e.getMessage());
        } catch (IllegalArgumentException e) {
          problems.add("not patched: " + dotted(edits.name()) + " is too new to read");
        }
      }
    }
    return new ClassPatches(patches, problems);
  }

  private static String dotted(String name) {
    return name.replace('/', '.');
  }
}
