package io.interleave.cell.stop;

import io.interleave.hooks.StopReferences;
import java.lang.invoke.MethodHandle;

/**
 * {@code StopThread} of the JVM Tool Interface, called through the foreign-function interface. The
 * JVM has to run with {@code --enable-native-access=ALL-UNNAMED}.
 *
 * <p>For one thread, because JNI's environment is a thread's own. A local reference of JNI lives
 * only until the thread next comes back from any native method, which linking a method handle calls
 * many of: so all handles are linked first, and each reference is made global by the very next
 * call.
 */
final class ToolInterfaceStop implements OutsideStop {
  private static final int JNI_VERSION = 0x00010008;
  private static final int JVMTI_VERSION = 0x30010200;
  private static final int CAPABILITIES_BYTES = 16;
  // Places in the tables of jni.h and jvmti.h, from 0.
  private static final int GET_ENV = 6;
  private static final int FIND_CLASS = 6;
  private static final int NEW_GLOBAL_REF = 21;
  private static final int DELETE_GLOBAL_REF = 22;
  private static final int GET_STATIC_FIELD_ID = 144;
  private static final int GET_STATIC_OBJECT_FIELD = 145;
  private static final int STOP_THREAD = 6;
  private static final int ADD_CAPABILITIES = 141;
  private static final int CAN_SIGNAL_THREAD_BIT = 10;

  private final long jni;
  private final long jvmti;
  private final long holder;
  private final long threadField;
  private final long signal;
  private final MethodHandle newGlobalRef;
  private final MethodHandle deleteGlobalRef;
  private final MethodHandle getStaticObjectField;
  private final MethodHandle stopThread;

  // The exact type of a call includes that of its unused result; JNI looks into the static field.
  @SuppressWarnings({"StaticAssignmentInConstructor", "UnusedVariable"})
  private ToolInterfaceStop(NativeFunctions functions) throws Throwable {
    StopReferences.thread = Thread.currentThread(); // initialises the class that JNI looks into
    long vm = createdVm(functions);
    jni = environment(functions, vm, JNI_VERSION);
    jvmti = environment(functions, vm, JVMTI_VERSION);
    addCapability(functions);
    MethodHandle findClass = functions.inTable(jni, FIND_CLASS, long.class, long.class, long.class);
    MethodHandle fieldId =
        functions.inTable(
            jni, GET_STATIC_FIELD_ID, long.class, long.class, long.class, long.class, long.class);
    newGlobalRef = functions.inTable(jni, NEW_GLOBAL_REF, long.class, long.class, long.class);
    deleteGlobalRef = functions.inTable(jni, DELETE_GLOBAL_REF, int.class, long.class, long.class);
    getStaticObjectField =
        functions.inTable(
            jni, GET_STATIC_OBJECT_FIELD, long.class, long.class, long.class, long.class);
    stopThread =
        functions.inTable(jvmti, STOP_THREAD, int.class, long.class, long.class, long.class);
    long className = text(functions, StopReferences.class.getName().replace('.', '/'));
    long threadName = text(functions, "thread");
    long threadType = text(functions, "Ljava/lang/Thread;");
    long signalName = text(functions, "SIGNAL");
    long signalType = text(functions, "Ljava/lang/Throwable;");
    link(findClass, className);
    long local = (long) findClass.invokeExact(jni, className);
    holder = (long) newGlobalRef.invokeExact(jni, local);
    threadField = (long) fieldId.invokeExact(jni, holder, threadName, threadType);
    long signalField = (long) fieldId.invokeExact(jni, holder, signalName, signalType);
    local = (long) getStaticObjectField.invokeExact(jni, holder, threadField); // links it
    local = (long) getStaticObjectField.invokeExact(jni, holder, signalField);
    signal = (long) newGlobalRef.invokeExact(jni, local);
    if (holder == 0 || threadField == 0 || signal == 0) {
      throw new NoSuchFieldException("the fields of " + StopReferences.class);
    }
  }

  /** Gives a stop that does nothing when the JVM does not let us. */
  static OutsideStop create() {
    try {
      return new ToolInterfaceStop(new NativeFunctions());
    } catch (Throwable e) {
      // Another vendor's JVM, or native access is denied: threads in library code are then named
      // as survivors, which is what the caller does with every thread that goes on.
      return thread -> false;
    }
  }

  @Override
  public boolean stop(Thread thread) {
    StopReferences.thread = thread;
    try {
      long local = (long) getStaticObjectField.invokeExact(jni, holder, threadField);
      long global = (long) newGlobalRef.invokeExact(jni, local);
      int error = (int) stopThread.invokeExact(jvmti, global, signal);
      int ignored = (int) deleteGlobalRef.invokeExact(jni, global);
      return error == 0;
    } catch (Throwable e) {
      return false;
    } finally {
      StopReferences.thread = null;
    }
  }

  @SuppressWarnings("UnusedVariable") // The exact type of a call includes that of its result.
  private void link(MethodHandle findClass, long className) throws Throwable {
    long first = (long) findClass.invokeExact(jni, className);
    first = (long) newGlobalRef.invokeExact(jni, 0L);
    int nothing = (int) deleteGlobalRef.invokeExact(jni, 0L);
  }

  private void addCapability(NativeFunctions functions) throws Throwable {
    long capabilities = functions.allocate(CAPABILITIES_BYTES);
    functions.writeByte(capabilities + CAN_SIGNAL_THREAD_BIT / 8, 1 << CAN_SIGNAL_THREAD_BIT % 8);
    MethodHandle add =
        functions.inTable(jvmti, ADD_CAPABILITIES, int.class, long.class, long.class);
    check((int) add.invokeExact(jvmti, capabilities), "AddCapabilities");
  }

  private static long createdVm(NativeFunctions functions) throws Throwable {
    MethodHandle created =
        functions.ofJvm("JNI_GetCreatedJavaVMs", int.class, long.class, int.class, long.class);
    long vms = functions.allocate(8);
    long count = functions.allocate(8);
    check((int) created.invokeExact(vms, 1, count), "JNI_GetCreatedJavaVMs");
    return functions.readPointer(vms);
  }

  private static long environment(NativeFunctions functions, long vm, int version)
      throws Throwable {
    MethodHandle getEnv =
        functions.inTable(vm, GET_ENV, int.class, long.class, long.class, int.class);
    long environment = functions.allocate(8);
    check((int) getEnv.invokeExact(vm, environment, version), "GetEnv");
    return functions.readPointer(environment);
  }

  private static long text(NativeFunctions functions, String ascii)
      throws ReflectiveOperationException {
    long address = functions.allocate(ascii.length() + 1L);
    for (int i = 0; i < ascii.length(); i++) {
      functions.writeByte(address + i, ascii.charAt(i));
    }
    return address;
  }

  private static void check(int error, String function) throws ReflectiveOperationException {
    if (error != 0) {
      throw new ReflectiveOperationException(function + " answered " + error);
    }
  }
}
