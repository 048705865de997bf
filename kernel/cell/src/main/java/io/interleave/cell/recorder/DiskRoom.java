package io.interleave.cell.recorder;

import java.io.File;

/**
 * Whether the folder that a recording grows in has room for it: HotSpot ends the whole JVM when a
 * recording cannot be written.
 */
final class DiskRoom {
  /** The system property that says how much a recording needs to start, in megabytes. */
  static final String NEEDED = "interleave.recording.room";

  private static final long MEGABYTE = 1L << 20;

  private DiskRoom() {}

  /** Why no recording shall start; empty when there is room. */
  static String lackToStart() {
    return lack(needed(), "a recording needs " + needed() + " MB");
  }

  /** Why a recording shall not go on; half of what it took to start is enough. */
  static String lackToGoOn() {
    return lack(needed() / 2, "the recording was ended before it could fill the rest");
  }

  private static long needed() {
    return Long.getLong(NEEDED, 64);
  }

  private static String lack(long megabytes, String consequence) {
    File folder = folder();
    boolean unknown = folder.getTotalSpace() == 0;
    long free = folder.getUsableSpace() / MEGABYTE;
    return unknown || free >= megabytes
        ? ""
        : folder
            + " has "
            + free
            + " MB free: "
            + consequence
            + ", so states are not known. Make room and restart the kernel.";
  }

  /** The recorder's own, once it has started. */
  private static File folder() {
    return new File(
        System.getProperty("jdk.jfr.repository", System.getProperty("java.io.tmpdir", ".")));
  }
}
