package io.interleave.cell.stop;

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of the foreign-function interface (JEP 454) that {@link ToolInterfaceStop} needs, by
 * reflection because this is compiled for Java 17. All pointers are {@code long}.
 */
final class NativeFunctions {
  private static final String PACKAGE = "java.lang.foreign.";

  private final Class<?> segment = type("MemorySegment");
  private final Class<?> layout = type("MemoryLayout");
  private final Class<?> valueLayout = type("ValueLayout");
  private final Class<?> descriptor = type("FunctionDescriptor");
  private final Class<?> linkerType = type("Linker");
  private final Class<?> option = type("Linker$Option");
  private final Object longLayout = valueLayout.getField("JAVA_LONG").get(null);
  private final Object intLayout = valueLayout.getField("JAVA_INT").get(null);
  private final Object linker = call(linkerType, null, "nativeLinker");
  private final Object arena = call(type("Arena"), null, "global");

  NativeFunctions() throws ReflectiveOperationException {}

  /** Zeroed memory that is never freed. */
  long allocate(long bytes) throws ReflectiveOperationException {
    Method allocate = type("SegmentAllocator").getMethod("allocate", long.class, long.class);
    return address(allocate.invoke(arena, bytes, 8L));
  }

  long readPointer(long address) throws ReflectiveOperationException {
    Method get = segment.getMethod("get", type("ValueLayout$OfLong"), long.class);
    return (long) get.invoke(memory(address, 8), longLayout, 0L);
  }

  void writeByte(long address, int value) throws ReflectiveOperationException {
    Object byteLayout = valueLayout.getField("JAVA_BYTE").get(null);
    Method set = segment.getMethod("set", type("ValueLayout$OfByte"), long.class, byte.class);
    set.invoke(memory(address, 1), byteLayout, 0L, (byte) value);
  }

  /** The function at a place, from 0, of the table that a structure begins with a pointer to. */
  MethodHandle inTable(long structure, int index, Class<?> result, Class<?>... parameters)
      throws ReflectiveOperationException {
    long table = readPointer(structure);
    return at(readPointer(table + 8L * index), result, parameters);
  }

  /** A function that the JVM's library exports. */
  MethodHandle ofJvm(String name, Class<?> result, Class<?>... parameters)
      throws ReflectiveOperationException {
    Class<?> lookupType = type("SymbolLookup");
    Method open = lookupType.getMethod("libraryLookup", Path.class, type("Arena"));
    Object lookup = open.invoke(null, jvmLibrary(), arena);
    Object found = lookupType.getMethod("find", String.class).invoke(lookup, name);
    Object symbol =
        ((Optional<?>) found)
            .orElseThrow(() -> new NoSuchMethodException(name + " in the library of the JVM"));
    return at(address(symbol), result, parameters);
  }

  private MethodHandle at(long address, Class<?> result, Class<?>... parameters)
      throws ReflectiveOperationException {
    Object layouts = Array.newInstance(layout, parameters.length);
    for (int i = 0; i < parameters.length; i++) {
      Array.set(layouts, i, layoutOf(parameters[i]));
    }
    Object type =
        descriptor
            .getMethod("of", layout, layouts.getClass())
            .invoke(null, layoutOf(result), layouts);
    Object options = Array.newInstance(option, 0);
    return (MethodHandle)
        linkerType
            .getMethod("downcallHandle", segment, descriptor, options.getClass())
            .invoke(linker, memory(address, 0), type, options);
  }

  private Object layoutOf(Class<?> type) {
    return type == long.class ? longLayout : intLayout;
  }

  private Object memory(long address, long bytes) throws ReflectiveOperationException {
    Object start = segment.getMethod("ofAddress", long.class).invoke(null, address);
    return bytes == 0 ? start : segment.getMethod("reinterpret", long.class).invoke(start, bytes);
  }

  private long address(Object memory) throws ReflectiveOperationException {
    return (long) segment.getMethod("address").invoke(memory);
  }

  private static Path jvmLibrary() throws NoSuchMethodException {
    String name = System.mapLibraryName("jvm");
    Path home = Path.of(System.getProperty("java.home"));
    for (String folder : List.of("lib/server", "bin/server", "lib/client")) {
      Path library = home.resolve(folder.replace('/', File.separatorChar)).resolve(name);
      if (Files.exists(library)) {
        return library;
      }
    }
    throw new NoSuchMethodException(name + " in " + home);
  }

  private static Object call(Class<?> type, @Nullable Object on, String method)
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
    return type.getMethod(method).invoke(on);
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(PACKAGE + name);
  }
}
