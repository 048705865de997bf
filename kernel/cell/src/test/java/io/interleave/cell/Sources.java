package io.interleave.cell;

import io.interleave.wire.Command.ClassFile;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources in memory. */
final class Sources {
  private Sources() {}

  static List<ClassFile> compile(String name, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Files files = new Files(compiler.getStandardFileManager(null, null, null));
    boolean compiled =
        compiler
            .getTask(
                null,
                files,
                null,
                List.of("-g", "-nowarn"),
                null,
                List.of(new Source(name, source)))
            .call();
    if (!compiled) {
      throw new IllegalArgumentException(source);
    }
    List<ClassFile> classes = new ArrayList<>();
    for (ClassOutput output : files.outputs) {
      classes.add(new ClassFile(output.name, output.bytes.toByteArray()));
    }
    return classes;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String source;

    Source(String name, String source) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }

  private static final class ClassOutput extends SimpleJavaFileObject {
    private final String name;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ClassOutput(String name) {
      super(URI.create("bytes:///" + name), Kind.CLASS);
      this.name = name;
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  private static final class Files extends ForwardingJavaFileManager<JavaFileManager> {
    private final List<ClassOutput> outputs = new ArrayList<>();

    Files(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      ClassOutput output = new ClassOutput(className);
      outputs.add(output);
      return output;
    }
  }
}
