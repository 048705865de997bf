package io.interleave.front.threads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class ThreadUseTest {
  /** A class of a cell whose constant pool has these classes and this text. */
  private static boolean uses(String text, String... classes) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "REPL/$JShell$7", null, "java/lang/Object", null);
    writer.newConst(1L << 40); // takes two places
    for (String each : classes) {
      writer.newClass(each);
    }
    writer.newUTF8(text);
    writer.visitEnd();
    return ThreadUse.in(writer.toByteArray());
  }

  @Test
  void whatOnlyComputesAndPrintsUsesNone() {
    assertThat(
            uses(
                "makes them parallel", // only the name of a method counts
                "java/io/PrintStream",
                "java/lang/invoke/StringConcatFactory",
                "java/util/ArrayList",
                "java/util/stream/IntStream",
                "[I",
                "[[Ljava/lang/String;",
                "REPL/$JShell$6$Account",
                "io/interleave/api/Interleave",
                "io/interleave/hooks/Stop"))
        .isFalse();
  }

  @Test
  void whatMayReachAnotherThreadIsNoticed() {
    assertThat(uses("", "java/lang/Thread")).isTrue();
    assertThat(uses("", "java/lang/Thread$Builder")).isTrue();
    assertThat(uses("", "[Ljava/lang/Thread;")).isTrue();
    assertThat(uses("", "java/util/concurrent/atomic/AtomicInteger")).isTrue();
    assertThat(uses("", "java/util/Timer")).isTrue();
    assertThat(uses("", "java/lang/ProcessBuilder")).isTrue();
    assertThat(uses("", "com/example/Library")).isTrue();
    assertThat(uses("", "io/interleave/api/Compare")).isTrue();
    assertThat(uses("parallelSort")).isTrue();
    assertThat(uses("parallel")).isTrue();
  }
}
