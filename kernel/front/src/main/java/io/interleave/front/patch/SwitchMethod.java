package io.interleave.front.patch;

import io.interleave.front.patch.Edit.SwitchAroundCalls;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the method that switches the calling thread to the cell of a task while the task runs:
 *
 * <pre>{@code
 * OwnedThread here = Ownership.here();
 * long before = here.beginTask(JdkHooks.cellOf(task));
 * try { return task.run(); } finally { here.leave(before); }
 * }</pre>
 *
 * The task is local variable 0.
 */
final class SwitchMethod {
  private static final String THREAD = "io/interleave/hooks/OwnedThread";
  private static final String OWNERSHIP = "io/interleave/hooks/Ownership";

  private final String className;

  SwitchMethod(String className) {
    this.className = className;
  }

  /** A static method whose first parameter is the task, which it calls with the others. */
  void writeAroundCall(MethodVisitor out, SwitchAroundCalls edit, String descriptor) {
    int bracket = edit.callee().indexOf('(');
    String name = edit.callee().substring(0, bracket);
    write(
        out,
        Type.getArgumentTypes(descriptor),
        Type.getReturnType(descriptor),
        () ->
            out.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                edit.receiver(),
                name,
                edit.callee().substring(bracket),
                false));
  }

  /** An instance method without parameters, which calls another of the same class. */
  void writeAroundMethod(MethodVisitor out, String callee, String descriptor) {
    write(
        out,
        new Type[] {Type.getObjectType(className)},
        Type.getReturnType(descriptor),
        () -> out.visitMethodInsn(Opcodes.INVOKESPECIAL, className, callee, descriptor, false));
  }

  private void write(MethodVisitor out, Type[] parameters, Type result, Runnable call) {
    int here = 0;
    for (Type parameter : parameters) {
      here += parameter.getSize();
    }
    int before = here + 1;
    int thrown = before + 2;
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    out.visitCode();
    out.visitTryCatchBlock(start, end, handler, null);
    out.visitMethodInsn(Opcodes.INVOKESTATIC, OWNERSHIP, "here", "()L" + THREAD + ";", false);
    out.visitVarInsn(Opcodes.ASTORE, here);
    out.visitVarInsn(Opcodes.ALOAD, here);
    out.visitVarInsn(Opcodes.ALOAD, 0);
    out.visitMethodInsn(
        Opcodes.INVOKESTATIC, Patcher.HOOKS, "cellOf", "(Ljava/lang/Object;)I", false);
    out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, THREAD, "beginTask", "(I)J", false);
    out.visitVarInsn(Opcodes.LSTORE, before);
    out.visitLabel(start);
    int local = 0;
    for (Type parameter : parameters) {
      out.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), local);
      local += parameter.getSize();
    }
    call.run();
    out.visitLabel(end);
    leave(out, here, before);
    out.visitInsn(result.getOpcode(Opcodes.IRETURN));
    out.visitLabel(handler);
    Object[] locals = new Object[parameters.length + 2];
    for (int i = 0; i < parameters.length; i++) {
      locals[i] =
          parameters[i].getSort() == Type.OBJECT
              ? parameters[i].getInternalName()
              : Opcodes.INTEGER;
    }
    locals[parameters.length] = THREAD;
    locals[parameters.length + 1] = Opcodes.LONG;
    out.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
    out.visitVarInsn(Opcodes.ASTORE, thrown);
    leave(out, here, before);
    out.visitVarInsn(Opcodes.ALOAD, thrown);
    out.visitInsn(Opcodes.ATHROW);
    out.visitMaxs(0, 0);
    out.visitEnd();
  }

  private static void leave(MethodVisitor out, int here, int before) {
    out.visitVarInsn(Opcodes.ALOAD, here);
    out.visitVarInsn(Opcodes.LLOAD, before);
    out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, THREAD, "leave", "(J)V", false);
  }
}
