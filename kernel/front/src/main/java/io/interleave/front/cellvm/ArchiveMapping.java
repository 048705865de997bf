package io.interleave.front.cellvm;

import java.util.List;

/**
 * Where a JVM puts an archive of loaded classes. By default that is a random address, for which it
 * changes all pointers in the archive and so gets a copy of most pages; at the address that the
 * archive was made for, all kernels of a machine share them.
 */
public final class ArchiveMapping {
  /** The last Java that was seen to have the option. */
  private static final int KNOWN_UNTIL = 25;

  private ArchiveMapping() {}

  /** Options of a JVM of this version; where the address is taken it moves the archive as ever. */
  public static List<String> shared(int feature) {
    return feature <= KNOWN_UNTIL
        ? List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0")
        : List.of();
  }
}
