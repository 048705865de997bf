package io.interleave.front.threads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
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

  private final Map<String, ClassSites> classes = new ConcurrentHashMap<>();

  /** What is known of one class, its locks and monitors by method and line. */
  private record ClassSites(
      String title,
      Map<String, NavigableMap<Integer, String>> locks,
      Map<String, NavigableMap<Integer, String>> monitors,
      Map<String, String> receivers) {}

  /** Notes a class; a later one of the same name takes its place. */
  public void add(byte[] classFile) {
    Reading reading = new Reading();
    new ClassReader(classFile).accept(reading, ClassReader.SKIP_FRAMES);
    classes.put(reading.className, reading.sites());
  }

  @Override
  public @Nullable String title(String className) {
    ClassSites sites = classes.get(className);
    return sites == null || sites.title().isEmpty() ? null : sites.title();
  }

  @Override
  public @Nullable Taken lock(String className, String methodName, int line) {
    ClassSites sites = classes.get(className);
    NavigableMap<Integer, String> lines = sites == null ? null : sites.locks().get(methodName);
    String name = lines == null ? null : lines.get(line);
    return name == null ? null : new Taken(name, line);
  }

  @Override
  public @Nullable Taken monitor(String className, String methodName, int line) {
    ClassSites sites = classes.get(className);
    NavigableMap<Integer, String> lines = sites == null ? null : sites.monitors().get(methodName);
    Map.Entry<Integer, String> closest = lines == null ? null : lines.floorEntry(line);
    return closest == null ? null : new Taken(closest.getValue(), closest.getKey());
  }

  @Override
  public @Nullable String receiver(
      String className, String methodName, int line, String calledName) {
    ClassSites sites = classes.get(className);
    String name = sites == null ? null : sites.receivers().get(call(methodName, line, calledName));
    return name == null || name.isEmpty() ? null : name;
  }

  private static String call(String methodName, int line, String calledName) {
    return methodName + ':' + line + ' ' + calledName;
  }

  /** The name without package and without what JShell puts around it. */
  static String simple(String className) {
    String name = className.substring(className.lastIndexOf('.') + 1);
    return name.substring(name.lastIndexOf('$') + 1);
  }

  private static final class Reading extends ClassVisitor {
    private final Map<String, NavigableMap<Integer, String>> locks = new HashMap<>();
    private final Map<String, NavigableMap<Integer, String>> monitors = new HashMap<>();
    private final Map<String, String> receivers = new HashMap<>();
    private String className = "";
    private String title = "";

    Reading() {
      super(Opcodes.ASM9);
    }

    ClassSites sites() {
      return new ClassSites(title, locks, monitors, receivers);
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
        title = source;
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
        monitors
            .computeIfAbsent(name, k -> new TreeMap<>())
            .put(0, isStatic ? type + ".class" : "this " + type);
      }
      return new MethodReading(this, name, (access & Opcodes.ACC_STATIC) != 0);
    }
  }

  /**
   * Follows the last reference that was pushed: javac takes a monitor right after it evaluated the
   * expression, and calls {@code lock()} right after it pushed the lock. Local variables get their
   * names at the end of a method, so uses are noted until then.
   */
  private static final class MethodReading extends MethodVisitor {
    private final Reading of;
    private final String method;
    private final boolean isStatic;
    private final List<Use> uses = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final Map<Integer, String> types = new HashMap<>();
    private Set<Reference> onLine = new LinkedHashSet<>();
    private final Map<Integer, String> storedFrom = new HashMap<>();
    private final Map<Integer, String> locals = new HashMap<>();
    private String pushed = "";
    private int pushedLocal = -1;
    private int line;

    /** A lock is taken; {@code local} is the variable that holds it, or -1. */
    private record Use(boolean monitor, int line, String name, int local) {}

    /** A reference that a line pushes; of a variable the type is known at the end of the method. */
    private record Reference(String name, int local, String type) {}

    /** A method is called on one of the references of its line. */
    private record Call(int line, String name, String owner, Set<Reference> onLine) {}

    MethodReading(Reading of, String method, boolean isStatic) {
      super(Opcodes.ASM9);
      this.of = of;
      this.method = method;
      this.isStatic = isStatic;
    }

    private void push(String name) {
      pushed = name;
      pushedLocal = -1;
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      if (line != number) {
        onLine = new LinkedHashSet<>();
      }
      line = number;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.GETFIELD) {
        push(name);
        onLine.add(new Reference(name, -1, descriptor));
      }
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      if (opcode == Opcodes.ALOAD) {
        push(storedFrom.getOrDefault(variable, ""));
        pushedLocal = variable;
        onLine.add(new Reference("", variable, ""));
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
        note(true);
      } else if (opcode == Opcodes.AALOAD) {
        push(pushed + "[]");
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean locks = name.equals("lock") || name.equals("lockInterruptibly");
      if (owner.startsWith(LOCKS) && locks && descriptor.equals("()V")) {
        note(false);
      }
      if (opcode == Opcodes.INVOKEVIRTUAL && !owner.startsWith("java/")) {
        calls.add(new Call(line, name, "L" + owner + ";", onLine));
      }
      boolean gives = descriptor.contains(")L") || descriptor.contains(")[");
      boolean part = name.equals("readLock") || name.equals("writeLock");
      if (gives) {
        push(part && !pushed.isEmpty() ? pushed + "." + name + "()" : name + "()");
      }
    }

    private void note(boolean monitor) {
      uses.add(new Use(monitor, line, pushed, pushedLocal));
    }

    @Override
    public void visitLocalVariable(
        String name,
        String descriptor,
        @Nullable String signature,
        Label start,
        Label end,
        int index) {
      locals.putIfAbsent(index, name);
      types.putIfAbsent(index, descriptor);
    }

    @Override
    public void visitEnd() {
      calls.forEach(this::noteReceiver);
      for (Use use : uses) {
        String name = name(use);
        if (!name.isEmpty()) {
          (use.monitor() ? of.monitors : of.locks)
              .computeIfAbsent(method, k -> new TreeMap<>())
              .put(use.line(), name);
        }
      }
    }

    /** Two objects of a class on one line: then it is not known whose method is called. */
    private void noteReceiver(Call call) {
      Set<String> names = new HashSet<>();
      for (Reference reference : call.onLine()) {
        boolean field = reference.local() < 0;
        String type = field ? reference.type() : types.getOrDefault(reference.local(), "");
        boolean self = reference.local() == 0 && !isStatic;
        if (type.equals(call.owner()) && !self) {
          names.add(field ? reference.name() : locals.getOrDefault(reference.local(), ""));
        }
      }
      String name = names.size() == 1 ? names.iterator().next() : "";
      of.receivers.merge(
          call(method, call.line(), call.name()), name, (a, b) -> a.equals(b) ? a : "");
    }

    private String name(Use use) {
      if (use.local() == 0 && !isStatic) {
        return "this " + simple(of.className);
      }
      return use.local() < 0 ? use.name() : locals.getOrDefault(use.local(), use.name());
    }
  }
}
