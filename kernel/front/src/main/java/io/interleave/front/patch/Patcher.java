package io.interleave.front.patch;

import io.interleave.front.patch.Edit.CallAtEnd;
import io.interleave.front.patch.Edit.CallAtEntry;
import io.interleave.front.patch.Edit.CallAtReturn;
import io.interleave.front.patch.Edit.CallBefore;
import io.interleave.front.patch.Edit.CallWithFields;
import io.interleave.front.patch.Edit.CarryCell;
import io.interleave.front.patch.Edit.SwitchAroundCalls;
import io.interleave.front.patch.Edit.SwitchAroundMethod;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Applies edits to one class file. */
final class Patcher extends ClassVisitor {
  static final String HOOKS = "io/interleave/hooks/JdkHooks";
  static final String EXIT_HOOK = "requested";
  private static final String EXIT = "io/interleave/hooks/Exit";
  private static final String OWNED = "io/interleave/hooks/Owned";
  private static final String CELL = "interleaveCell";

  private final List<Edit> edits;
  private final Set<Edit> applied = new HashSet<>();
  private final Map<Edit, String> switches = new LinkedHashMap<>();
  private final Map<String, Integer> constants = new HashMap<>();
  private String className = "";

  private Patcher(ClassVisitor next, List<Edit> edits) {
    super(Opcodes.ASM9, next);
    this.edits = edits;
  }

  /**
   * Returns the class with all edits applied.
   *
   * @throws EditFailedException when an edit that is not optional found nothing to change
   */
  static byte[] patch(byte[] original, List<Edit> edits) throws EditFailedException {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    Patcher patcher = new Patcher(writer, edits);
    reader.accept(patcher, ClassReader.EXPAND_FRAMES);
    for (Edit edit : edits) {
      if (!edit.optional() && !patcher.applied.contains(edit)) {
        throw new EditFailedException(
            reader.getClassName().replace('/', '.') + " has no place for " + edit);
      }
    }
    return writer.toByteArray();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String[] interfaces) {
    className = name;
    boolean carries = edits.stream().anyMatch(CarryCell.class::isInstance);
    super.visit(
        version,
        access,
        name,
        signature,
        superName,
        carries ? with(interfaces, OWNED) : interfaces);
  }

  /** Fields come before methods, so the constants are known when a method needs them. */
  @Override
  public FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    if (value instanceof Integer number) {
      constants.put(name, number);
    }
    return super.visitField(access, name, descriptor, signature, value);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    String method = name + descriptor;
    String writtenName = name;
    int writtenAccess = access;
    for (Edit edit : edits) {
      if (edit instanceof SwitchAroundMethod around && around.method().equals(method)) {
        writtenName = "interleave$" + name;
        writtenAccess =
            access & ~(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED) | Opcodes.ACC_PRIVATE;
        applied.add(edit);
        new SwitchMethod(className)
            .writeAroundMethod(
                super.visitMethod(access, name, descriptor, signature, exceptions),
                writtenName,
                descriptor);
      }
    }
    return new Body(
        super.visitMethod(writtenAccess, writtenName, descriptor, signature, exceptions),
        method,
        access);
  }

  @Override
  public void visitEnd() {
    for (Edit edit : edits) {
      if (edit instanceof CarryCell) {
        addCell();
        applied.add(edit);
      }
    }
    switches.forEach(
        (edit, descriptor) -> {
          SwitchAroundCalls around = (SwitchAroundCalls) edit;
          MethodVisitor method =
              super.visitMethod(
                  Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                  switchName(around),
                  descriptor,
                  null,
                  null);
          new SwitchMethod(className).writeAroundCall(method, around, descriptor);
        });
    super.visitEnd();
  }

  private void addCell() {
    int hidden = Opcodes.ACC_SYNTHETIC;
    super.visitField(hidden | Opcodes.ACC_TRANSIENT, CELL, "I", null, null).visitEnd();
    MethodVisitor get =
        super.visitMethod(hidden | Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, CELL, "()I", null, null);
    get.visitCode();
    get.visitVarInsn(Opcodes.ALOAD, 0);
    get.visitFieldInsn(Opcodes.GETFIELD, className, CELL, "I");
    get.visitInsn(Opcodes.IRETURN);
    get.visitMaxs(0, 0);
    get.visitEnd();
    MethodVisitor set =
        super.visitMethod(
            hidden | Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, CELL, "(I)V", null, null);
    set.visitCode();
    set.visitVarInsn(Opcodes.ALOAD, 0);
    set.visitVarInsn(Opcodes.ILOAD, 1);
    set.visitFieldInsn(Opcodes.PUTFIELD, className, CELL, "I");
    set.visitInsn(Opcodes.RETURN);
    set.visitMaxs(0, 0);
    set.visitEnd();
  }

  private static String[] with(String[] interfaces, String another) {
    String[] more = java.util.Arrays.copyOf(interfaces, interfaces.length + 1);
    more[interfaces.length] = another;
    return more;
  }

  private static String switchName(SwitchAroundCalls edit) {
    return "interleave$" + edit.callee().substring(0, edit.callee().indexOf('('));
  }

  /** Rewrites the code of one method. */
  private final class Body extends MethodVisitor {
    private final String method;
    private final boolean isAbstract;
    private final boolean isStatic;

    Body(MethodVisitor next, String method, int access) {
      super(Opcodes.ASM9, next);
      this.method = method;
      this.isAbstract = (access & Opcodes.ACC_ABSTRACT) != 0;
      this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      for (Edit edit : edits) {
        if (edit instanceof CallAtEntry call && call.method().equals(method) && !isAbstract) {
          applied.add(edit);
          callAtEntry(call);
        }
        if (edit instanceof CallWithFields call
            && call.method().equals(method)
            && constants.keySet().containsAll(call.constants())) {
          applied.add(edit);
          callWithFields(call);
        }
      }
    }

    @Override
    public void visitInsn(int opcode) {
      for (Edit edit : edits) {
        if (edit instanceof CarryCell carry
            && carry.tagInConstructor()
            && opcode == Opcodes.RETURN
            && method.startsWith("<init>(")) {
          super.visitVarInsn(Opcodes.ALOAD, 0);
          super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "tag", "()I", false);
          super.visitFieldInsn(Opcodes.PUTFIELD, className, CELL, "I");
        }
        if (edit instanceof CallAtReturn call
            && call.method().equals(method)
            && (opcode == Opcodes.IRETURN || opcode == Opcodes.ARETURN)) {
          applied.add(edit);
          callAtReturn(call);
        }
        if (edit instanceof CallAtEnd call
            && call.method().equals(method)
            && opcode == Opcodes.RETURN) {
          applied.add(edit);
          callHook(call.hook());
        }
      }
      super.visitInsn(opcode);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      String callee = name + descriptor;
      for (Edit edit : edits) {
        if (edit instanceof CallBefore call
            && call.method().equals(method)
            && callee.startsWith(call.callee())) {
          applied.add(edit);
          callBefore(call);
        }
        if (edit instanceof SwitchAroundCalls around
            && around.callee().equals(callee)
            && opcode == Opcodes.INVOKEVIRTUAL
            && isReceiver(owner, around.receiver())) {
          applied.add(edit);
          String switching = "(L" + around.receiver() + ";" + descriptor.substring(1);
          switches.put(edit, switching);
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC, className, switchName(around), switching, false);
          return;
        }
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    private boolean isReceiver(String owner, String receiver) {
      return owner.equals(receiver)
          || receiver.endsWith("$Completion") && owner.endsWith("Completion");
    }

    private void callAtEntry(CallAtEntry call) {
      Type first =
          call.passFirst()
              ? Type.getArgumentTypes(method.substring(method.indexOf('(')))[0]
              : Type.VOID_TYPE;
      if (call.hook().equals(EXIT_HOOK)) {
        super.visitVarInsn(Opcodes.ILOAD, 1);
        super.visitMethodInsn(Opcodes.INVOKESTATIC, EXIT, EXIT_HOOK, "(I)V", false);
        return;
      }
      if (call.passThis()) {
        super.visitVarInsn(Opcodes.ALOAD, 0);
      }
      if (call.passFirst()) {
        super.visitVarInsn(first.getOpcode(Opcodes.ILOAD), isStatic ? 0 : 1);
      }
      callHook(call.hook());
    }

    private void callHook(String hook) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, hook, HookSignatures.of(hook), false);
    }

    private void callWithFields(CallWithFields call) {
      String[] object = call.object().split(":", 2);
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitFieldInsn(Opcodes.GETFIELD, className, object[0], object[1]);
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitFieldInsn(Opcodes.GETFIELD, className, call.number(), "I");
      for (String constant : call.constants()) {
        super.visitLdcInsn(constants.get(constant));
      }
      callHook(call.hook());
    }

    private void callAtReturn(CallAtReturn call) {
      super.visitInsn(Opcodes.DUP);
      super.visitVarInsn(Opcodes.ALOAD, 0);
      switch (call.arguments()) {
        case RESULT_THIS_FIRST -> super.visitVarInsn(Opcodes.ALOAD, 1);
        case THIS_RESULT -> super.visitInsn(Opcodes.SWAP);
      }
      callHook(call.hook());
    }

    private void callBefore(CallBefore call) {
      if (call.passTop()) {
        super.visitInsn(Opcodes.DUP);
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitInsn(Opcodes.SWAP);
      }
      callHook(call.hook());
    }
  }
}
