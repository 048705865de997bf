package io.interleave.front.threads;

import java.util.List;
import org.objectweb.asm.ClassReader;

/**
 * Whether a class may start, use or wait for threads, as far as its constant pool tells (JVMS 4.4).
 * It errs towards yes: only what a short list of harmless packages covers is a no.
 */
public final class ThreadUse {
  private static final int CLASS = 7;
  private static final int UTF8 = 1;
  private static final List<String> HARMLESS =
      List.of(
          "REPL/", // classes of cells, which are looked at themselves
          "io/interleave/hooks/", // the check for Stop is put into every class
          "java/io/",
          "java/lang/",
          "java/lang/invoke/",
          "java/lang/runtime/",
          "java/math/",
          "java/text/",
          "java/time/",
          "java/util/",
          "java/util/function/",
          "java/util/regex/",
          "java/util/stream/");
  private static final List<String> NOT_HARMLESS =
      List.of(
          "java/lang/Process",
          "java/lang/ScopedValue",
          "java/lang/Thread",
          "java/lang/VirtualThread",
          "java/util/Timer");
  private static final String OWN_SHORTHANDS = "io/interleave/api/Interleave";
  private static final String PARALLEL_CALL = "parallel"; // Stream.parallel, Arrays.parallelSort

  private ThreadUse() {}

  /**
   * @param classFile the bytes of a class file
   */
  public static boolean in(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset == 0) {
        continue; // the second half of a long or double
      }
      int tag = classFile[offset - 1];
      if (tag == CLASS && !isHarmless(reader.readUTF8(offset, buffer))
          || tag == UTF8 && startsWith(classFile, offset, PARALLEL_CALL)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] classFile, int offset, String start) {
    int length = (classFile[offset] & 0xff) << 8 | classFile[offset + 1] & 0xff;
    if (length < start.length()) {
      return false;
    }
    for (int i = 0; i < start.length(); i++) {
      if (classFile[offset + 2 + i] != start.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHarmless(String name) {
    int element = name.lastIndexOf('[') + 1;
    if (element > 0) {
      if (name.charAt(element) != 'L') {
        return true; // an array of numbers
      }
      return isHarmless(name.substring(element + 1, name.length() - 1));
    }
    if (name.equals(OWN_SHORTHANDS)) {
      return true;
    }
    String folder = name.substring(0, name.lastIndexOf('/') + 1);
    return (HARMLESS.contains(folder) || name.startsWith("REPL/"))
        && NOT_HARMLESS.stream().noneMatch(name::startsWith);
  }
}
