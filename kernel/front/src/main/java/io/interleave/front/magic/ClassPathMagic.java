package io.interleave.front.magic;

import io.interleave.front.magic.MagicSyntax.Operand;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** {@code %classpath add PATH…}: jars, folders of classes, or a glob such as {@code lib/*.jar}. */
final class ClassPathMagic implements LineMagic {
  private final CellProcess process;
  private final Path folder;

  /**
   * @param folder what relative paths start from
   */
  ClassPathMagic(CellProcess process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  @Override
  public MagicSyntax syntax() {
    return new MagicSyntax(
        "classpath",
        "Adds jars, folders of classes or globs such as lib/*.jar; list shows what is there.",
        List.of(
            Operand.choice("what", "add", "list"),
            new Operand("path", ValueType.PATH, List.of(), false, true)),
        List.of(),
        false);
  }

  @Override
  public void run(Arguments arguments, MagicOutput output) throws MagicException {
    if (arguments.text(0).equals("list")) {
      output.show(
          process.classPath().isEmpty()
              ? "The class path is empty."
              : process.classPath().stream().map(Path::toString).collect(Collectors.joining("\n")));
      return;
    }
    if (!arguments.has(1)) {
      throw new MagicException("path is missing", "Usage: %classpath add PATH …");
    }
    List<Path> entries = new ArrayList<>();
    for (String word : arguments.operands().subList(1, arguments.operands().size())) {
      entries.addAll(expand(word));
    }
    for (Path entry : entries) {
      process.addToClassPath(entry);
    }
  }

  private List<Path> expand(String word) throws MagicException {
    int slash = Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\'));
    String last = word.substring(slash + 1);
    if (last.indexOf('*') < 0 && last.indexOf('?') < 0 && last.indexOf('{') < 0) {
      Path path = resolve(word);
      if (!Files.exists(path)) {
        throw new MagicException(
            "there is no file or folder " + path, "Relative paths start from " + folder + ".");
      }
      return List.of(path);
    }
    Path parent = slash < 0 ? folder : resolve(word.substring(0, slash + 1));
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(parent, last)) {
      files.forEach(found::add);
    } catch (IOException e) {
      throw new MagicException("cannot read the folder " + parent + ": " + e.getMessage(), "");
    }
    if (found.isEmpty()) {
      throw new MagicException(
          "nothing in " + parent + " is named like " + last, "Check the folder's content.");
    }
    Collections.sort(found);
    return found;
  }

  private Path resolve(String word) throws MagicException {
    String home = System.getProperty("user.home", "");
    String expanded = word.startsWith("~/") ? home + word.substring(1) : word;
    try {
      return folder.resolve(expanded).normalize();
    } catch (java.nio.file.InvalidPathException e) {
      throw new MagicException("\"" + word + "\" is no path: " + e.getReason(), "");
    }
  }
}
