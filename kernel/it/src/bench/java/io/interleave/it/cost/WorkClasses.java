package io.interleave.it.cost;

import io.interleave.front.engine.CellClass;
import io.interleave.it.cost.work.Arithmetic;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the measured classes as a cell has them. */
final class WorkClasses {
  /** The class that the checks of a rewritten class name. */
  static final String STOP_CHECK = "io/interleave/hooks/StopCheck";

  private static final String TITLE = "cell 1";

  private WorkClasses() {}

  /**
   * Writes them into a folder, made when missing, that is to come first on the class path.
   *
   * @param volatileChecks whether the checks are replaced by a read of a volatile field
   */
  static void write(Path folder, boolean volatileChecks) throws IOException {
    String name = Arithmetic.class.getPackageName().replace('.', '/');
    Path target = Files.createDirectories(folder.resolve(name));
    List<Path> files;
    try (Stream<Path> listed = Files.list(root().resolve(name))) {
      files = listed.filter(file -> !file.endsWith("package-info.class")).toList();
    }
    for (Path file : files) {
      byte[] rewritten = CellClass.rewrite(Files.readAllBytes(file), TITLE);
      Files.write(
          target.resolve(file.getFileName()),
          volatileChecks ? withVolatileChecks(rewritten) : rewritten);
    }
  }

  private static Path root() throws IOException {
    try {
      return Path.of(Arithmetic.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** What the check would be without {@code invokedynamic}. */
  private static byte[] withVolatileChecks(byte[] rewritten) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(rewritten)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return new Polling(
                    super.visitMethod(access, name, descriptor, signature, exceptions));
              }
            },
            0);
    return writer.toByteArray();
  }

  private static final class Polling extends MethodVisitor {
    Polling(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      if (bootstrap.getOwner().equals(STOP_CHECK)) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, STOP_CHECK, "poll", descriptor, false);
      } else {
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
      }
    }
  }
}
