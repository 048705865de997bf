package io.interleave.front.install;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.interleave.front.cellvm.ArchiveMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code kernel.json}: how Jupyter starts the kernel (Jupyter, "Making kernels for Jupyter", kernel
 * specs).
 *
 * @param folder where it lies with the jar; Jupyter puts it for <code>{resource_dir}</code>
 * @param argv the command line with Jupyter's placeholders
 * @param displayName what people choose
 */
record KernelSpec(Path folder, List<String> argv, String displayName) {
  static final String FILE = "kernel.json";
  static final String JAR = "interleave.jar";
  static final String DISPLAY_NAME = "Java (Interleave)";

  /**
   * The front JVM starts fast and stays small: it compiles short snippets, the cell JVM works. By
   * default it would touch 80 MB of young generation before it collects for the first time.
   */
  static final List<String> FRONT_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:CICompilerCount=1", // a second one would take a core from what waits for it
          "-XX:-UsePerfData", // its sampling would wake an idle kernel
          "-Xmx256m",
          "-Xmn12m");

  private static final String RESOURCE_DIR = "{resource_dir}";
  private static final String CONNECTION_FILE = "{connection_file}";

  /** The specification for a JDK. */
  static KernelSpec of(Path folder, Jdk jdk) {
    List<String> argv = new ArrayList<>();
    argv.add(jdk.java().toString());
    argv.addAll(FRONT_OPTIONS);
    ArchiveForm form = ArchiveForm.of(jdk.feature());
    argv.addAll(ArchiveMapping.shared(jdk.feature()));
    argv.addAll(form.use(RESOURCE_DIR + "/" + form.fileName()));
    argv.addAll(List.of("-jar", RESOURCE_DIR + "/" + JAR, "kernel", CONNECTION_FILE));
    return new KernelSpec(folder, List.copyOf(argv), DISPLAY_NAME);
  }

  /** The command line of a kernel that is installed nowhere. */
  static List<String> command(Jdk jdk, Path jar, Path connectionFile) {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(FRONT_OPTIONS);
    command.addAll(List.of("-jar", jar.toString(), "kernel", connectionFile.toString()));
    return command;
  }

  /**
   * Reads what is installed in a folder.
   *
   * @return empty when no {@code kernel.json} is there or it is none of Interleave's
   */
  static Optional<KernelSpec> in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonElement json = JsonParser.parseString(Files.readString(file));
      JsonObject spec = json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
      if (spec.get("argv") instanceof JsonArray arguments
          && spec.get("display_name") instanceof JsonPrimitive displayName) {
        List<String> argv = new ArrayList<>();
        arguments.forEach(argument -> argv.add(argument.getAsString()));
        boolean ours = argv.stream().anyMatch(argument -> argument.endsWith(JAR));
        return ours
            ? Optional.of(new KernelSpec(folder, List.copyOf(argv), displayName.getAsString()))
            : Optional.empty();
      }
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new IOException(file + " is not a kernel specification: " + e.getMessage(), e);
    }
    throw new IOException(file + " is not a kernel specification: it has no argv or display_name");
  }

  /** The form of the front's archive. */
  ArchiveForm archiveForm() {
    return ArchiveForm.in(argv);
  }

  /**
   * The same kernel, only that it makes archives.
   *
   * @param front the front's, which it no longer starts from
   * @param options more options of its JVM
   */
  KernelSpec training(Path front, List<String> options) {
    List<String> arguments = new ArrayList<>(archiveForm().making(argv, front));
    arguments.addAll(1, options);
    return new KernelSpec(folder, List.copyOf(arguments), displayName);
  }

  /** The {@code java} program that Jupyter starts. */
  Path java() {
    return Path.of(argv.get(0)).toAbsolutePath();
  }

  /**
   * The folder of that Java.
   *
   * @throws IOException when there is no such program
   */
  Path javaHome() throws IOException {
    Path bin = java().toRealPath().getParent(); // /usr/bin/java leads there
    Path home = bin == null ? null : bin.getParent();
    if (home == null) {
      throw new IOException(java() + " is in no folder of a Java");
    }
    return home;
  }

  /** The command line with its placeholders filled in. */
  List<String> command(Path connectionFile) {
    return argv.stream()
        .map(argument -> argument.replace(RESOURCE_DIR, folder.toString()))
        .map(argument -> argument.replace(CONNECTION_FILE, connectionFile.toString()))
        .toList();
  }

  /** The file's text. */
  String json() {
    JsonArray arguments = new JsonArray();
    argv.forEach(arguments::add);
    JsonObject metadata = new JsonObject();
    metadata.addProperty("debugger", false);
    JsonObject json = new JsonObject();
    json.add("argv", arguments);
    json.addProperty("display_name", displayName);
    json.addProperty("language", "java");
    json.addProperty("interrupt_mode", "message");
    json.addProperty("kernel_protocol_version", "5.5");
    json.add("env", new JsonObject());
    json.add("metadata", metadata);
    Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    return gson.toJson(json) + "\n";
  }
}
