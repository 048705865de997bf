package io.interleave.front.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites a user class before it is loaded: lines and file name become those of the cell, loops
 * and methods get the check that stops them, {@code System.exit} becomes the end of the cell, and
 * the methods that JShell generates around a snippet drop values that nobody shows.
 */
final class ClassRewriter {
  private static final Handle STOP_CHECK =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "io/interleave/hooks/StopCheck",
          "bootstrap",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
              + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
          false);
  private static final String UNRESOLVED = "jdk/jshell/spi/SPIResolutionException";
  private static final String NOT_YET = "java/lang/IllegalStateException";

  private ClassRewriter() {}

  /**
   * What to do with one class.
   *
   * @param title becomes the source file
   * @param lines turns a line of JShell's generated source into a line of the cell
   * @param silent whether the value of the snippet is dropped instead of shown
   * @param temporary the field of a temporary variable, which then keeps nothing alive; else null
   * @param unresolved messages of what cannot run yet, by the name of the method or class
   */
  record Plan(
      String title,
      IntUnaryOperator lines,
      boolean silent,
      @Nullable String temporary,
      Map<String, String> unresolved) {}

  /**
   * @param unstoppable names of methods that have loops but are too large for the check
   */
  record Rewritten(byte[] bytes, Set<String> unstoppable) {}

  static Rewritten rewrite(byte[] original, Plan plan) {
    ClassReader reader = new ClassReader(original);
    Shapes shapes = Shapes.of(reader);
    Set<String> unchecked = new HashSet<>();
    while (true) {
      try {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        reader.accept(new Rewriting(writer, plan, shapes, unchecked), 0);
        unchecked.removeIf(method -> !shapes.loops().contains(method));
        Set<String> names = new HashSet<>();
        unchecked.forEach(method -> names.add(method.substring(0, method.indexOf('('))));
        return new Rewritten(writer.toByteArray(), Set.copyOf(names));
      } catch (MethodTooLargeException e) {
        if (!unchecked.add(e.getMethodName() + e.getDescriptor())) {
          throw e;
        }
      }
    }
  }

  private static final class Rewriting extends ClassVisitor {
    private final Plan plan;
    private final Shapes shapes;
    private final Set<String> unchecked;
    private String className = "";

    Rewriting(ClassVisitor next, Plan plan, Shapes shapes, Set<String> unchecked) {
      super(Opcodes.ASM9, next);
      this.plan = plan;
      this.shapes = shapes;
      this.unchecked = unchecked;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      className = name;
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
      super.visitSource(plan.title(), null);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      String method = name + descriptor;
      boolean body = method.equals("do_it$()Ljava/lang/Object;") && isWrapper(className);
      boolean silent = body && plan.silent();
      MethodVisitor next =
          super.visitMethod(access, name, silent ? "()V" : descriptor, signature, exceptions);
      boolean checks = !unchecked.contains(method);
      boolean entry = checks && shapes.calls().contains(method) && !name.equals("<clinit>");
      return new Body(
          next,
          new Place(className, name),
          plan,
          new Checks(entry, checks),
          new Wrapped(body, silent));
    }
  }

  private static boolean isWrapper(String className) {
    return className.startsWith("REPL/$JShell$") && className.indexOf('$', 13) < 0;
  }

  /** Which method it is. */
  private record Place(String className, String method) {}

  /** Where the stop check goes. */
  private record Checks(boolean entry, boolean backEdges) {}

  /** Whether it is the method around a snippet, and whether its value is dropped. */
  private record Wrapped(boolean body, boolean silent) {}

  private static final class Body extends MethodVisitor {
    private final String className;
    private final String method;
    private final Plan plan;
    private final Checks checks;
    private final Wrapped wrapped;
    private final Set<Label> passed = new HashSet<>();

    Body(MethodVisitor next, Place place, Plan plan, Checks checks, Wrapped wrapped) {
      super(Opcodes.ASM9, next);
      this.className = place.className();
      this.method = place.method();
      this.plan = plan;
      this.checks = checks;
      this.wrapped = wrapped;
    }

    private void check() {
      super.visitInvokeDynamicInsn("check", "()V", STOP_CHECK);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (checks.entry()) {
        check();
      }
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (checks.backEdges() && passed.contains(label)) {
        check();
      }
      super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
      checkSwitch(dflt, labels);
      super.visitTableSwitchInsn(min, max, dflt, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
      checkSwitch(dflt, labels);
      super.visitLookupSwitchInsn(dflt, keys, labels);
    }

    private void checkSwitch(Label dflt, Label[] labels) {
      boolean back = passed.contains(dflt);
      for (Label label : labels) {
        back |= passed.contains(label);
      }
      if (checks.backEdges() && back) {
        check();
      }
    }

    @Override
    public void visitLineNumber(int line, Label start) {
      super.visitLineNumber(plan.lines().applyAsInt(line), start);
    }

    @Override
    public void visitInsn(int opcode) {
      if (wrapped.silent() && opcode == Opcodes.ARETURN) {
        super.visitInsn(Opcodes.POP);
        super.visitInsn(Opcodes.RETURN);
      } else {
        super.visitInsn(opcode);
      }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      boolean temporary = wrapped.body() && opcode == Opcodes.PUTSTATIC && owner.equals(className);
      if (temporary && name.equals(plan.temporary())) {
        boolean wide = descriptor.equals("J") || descriptor.equals("D");
        super.visitInsn(wide ? Opcodes.POP2 : Opcodes.POP);
      } else {
        super.visitFieldInsn(opcode, owner, name, descriptor);
      }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      boolean unresolved = opcode == Opcodes.NEW && type.equals(UNRESOLVED);
      super.visitTypeInsn(opcode, unresolved ? NOT_YET : type);
    }

    private String notYet() {
      Map<String, String> messages = plan.unresolved();
      String byName = messages.get(method);
      return byName != null
          ? byName
          : messages.values().stream().findFirst().orElse("Something it needs is not declared.");
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (owner.equals(UNRESOLVED) && name.equals("<init>")) {
        super.visitInsn(Opcodes.POP);
        super.visitLdcInsn(notYet());
        super.visitMethodInsn(opcode, NOT_YET, name, "(Ljava/lang/String;)V", false);
      } else if (owner.equals("java/lang/System") && name.equals("exit")) {
        super.visitMethodInsn(opcode, "io/interleave/hooks/Exit", name, descriptor, false);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }
  }

  /**
   * What a first reading finds.
   *
   * @param loops methods with a backward jump, as name and descriptor
   * @param calls methods that call something, so that they may recurse
   */
  private record Shapes(Set<String> loops, Set<String> calls) {

    static Shapes of(ClassReader reader) {
      Shapes shapes = new Shapes(new HashSet<>(), new HashSet<>());
      reader.accept(
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
              return shapes.new Reading(name + descriptor);
            }
          },
          ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
      return shapes;
    }

    private final class Reading extends MethodVisitor {
      private final String method;
      private final Set<Label> passed = new HashSet<>();

      Reading(String method) {
        super(Opcodes.ASM9);
        this.method = method;
      }

      @Override
      public void visitLabel(Label label) {
        passed.add(label);
      }

      @Override
      public void visitJumpInsn(int opcode, Label label) {
        if (passed.contains(label)) {
          loops.add(method);
        }
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean isInterface) {
        calls.add(method);
      }

      @Override
      public void visitInvokeDynamicInsn(
          String name, String descriptor, Handle bootstrap, Object... arguments) {
        calls.add(method);
      }
    }
  }
}
