package io.interleave.front.threads;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reads from class files, as they are loaded into the cell JVM, which locks their lines take. A
 * lock is called what the code calls it: the name of the variable, field or parameter, {@code
 * this}, or the method that gives it. Costs nothing at run time.
 *
 * <p>Threads: classes are added by one thread while another asks.
 */
public final class LockSites implements Sites {
  private static final String LOCKS = "java/util/concurrent/locks/";

  private final Map<String, String> titles = new ConcurrentHashMap<>();
  private final Map<Place, String> locks = new ConcurrentHashMap<>();

  /** A line of a class, or with line 0 a whole method. */
  private record Place(String className, String method, int line) {}

  /** Notes a class; a later one of the same name takes its place. */
  public void add(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    reader.accept(new Reading(), ClassReader.SKIP_FRAMES);
  }

  @Override
  public @Nullable String title(String className) {
    return titles.get(className);
  }

  @Override
  public @Nullable String lock(String className, String methodName, int line) {
    String exact = locks.get(new Place(className, methodName, line));
    return exact != null ? exact : locks.get(new Place(className, methodName, 0));
  }

  private final class Reading extends ClassVisitor {
    private String className = "";

    Reading() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      className = name.replace('/', '.');
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
      if (source != null) {
        titles.put(className, source);
      }
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
        String type = simple(className);
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        locks.put(new Place(className, name, 0), isStatic ? type + ".class" : "this " + type);
      }
      return new MethodReading(className, name, (access & Opcodes.ACC_STATIC) != 0);
    }
  }

  /** The name without package and without what JShell puts around it. */
  static String simple(String className) {
    String name = className.substring(className.lastIndexOf('.') + 1);
    return name.substring(name.lastIndexOf('$') + 1);
  }

  /**
   * Follows the last reference that was pushed: javac takes a monitor right after it evaluated the
   * expression, and calls {@code lock()} right after it pushed the lock. Local variables get their
   * names at the end of a method, so places are noted by number until then.
   */
  private final class MethodReading extends MethodVisitor {
    private final String className;
    private final String method;
    private final boolean isStatic;
    private final Map<Place, Integer> byLocal = new ConcurrentHashMap<>();
    private final Map<Integer, String> storedFrom = new ConcurrentHashMap<>();
    private String pushed = "";
    private int pushedLocal = -1;
    private int line;

    MethodReading(String className, String method, boolean isStatic) {
      super(Opcodes.ASM9);
      this.className = className;
      this.method = method;
      this.isStatic = isStatic;
    }

    private void push(String name) {
      pushed = name;
      pushedLocal = -1;
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.GETFIELD) {
        push(name);
      }
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      if (opcode == Opcodes.ALOAD) {
        push(storedFrom.getOrDefault(variable, ""));
        pushedLocal = variable;
      } else if (opcode == Opcodes.ASTORE) {
        storedFrom.put(variable, pushed);
      }
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (value instanceof org.objectweb.asm.Type type) {
        push(simple(type.getClassName()) + ".class");
      } else if (value instanceof String text) {
        push('"' + text + '"');
      }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      if (opcode == Opcodes.NEW) {
        push("new " + simple(type.replace('/', '.')));
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.MONITORENTER) {
        note();
      } else if (opcode == Opcodes.AALOAD) {
        push(pushed + "[]");
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean locks = name.equals("lock") || name.equals("lockInterruptibly");
      if (owner.startsWith(LOCKS) && locks && descriptor.equals("()V")) {
        note();
      }
      boolean gives = descriptor.contains(")L") || descriptor.contains(")[");
      boolean part = name.equals("readLock") || name.equals("writeLock");
      if (gives) {
        push(part && !pushed.isEmpty() ? pushed + "." + name + "()" : name + "()");
      }
    }

    private void note() {
      Place place = new Place(className, method, line);
      if (!pushed.isEmpty()) {
        locks.putIfAbsent(place, pushed);
      }
      if (pushedLocal >= 0) {
        byLocal.put(place, pushedLocal);
      }
    }

    @Override
    public void visitLocalVariable(
        String name,
        String descriptor,
        @Nullable String signature,
        Label start,
        Label end,
        int index) {
      byLocal.forEach(
          (place, local) -> {
            if (local == index) {
              locks.put(place, name);
            }
          });
    }

    @Override
    public void visitEnd() {
      byLocal.forEach(
          (place, local) -> {
            if (local == 0 && !isStatic) {
              locks.put(place, "this " + simple(className));
            }
          });
    }
  }
}
