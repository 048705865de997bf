package io.interleave.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JDK classes that the cell JVM runs in place of its own, as the file the front leaves for the
 * agent.
 *
 * @param problems what could not be patched, one sentence each
 */
public record ClassPatches(List<Patch> patches, List<String> problems) {
  private static final int MAGIC = 0x494c5031;
  private static final int MOST_ENTRIES = 1_000;
  private static final int MOST_BYTES = 4 << 20;

  /** Makes both lists unmodifiable. */
  public ClassPatches {
    patches = List.copyOf(patches);
    problems = List.copyOf(problems);
  }

  /**
   * A class as bytes.
   *
   * @param className with dots
   * @param atLoad true: has other members than the original, so it can only replace the class as it
   *     is loaded; false: has other code only, and the class may be in use already
   */
  public record Patch(String className, boolean atLoad, byte[] bytes) {}

  /** Writes the file; not atomically. */
  public void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(MAGIC);
      out.writeInt(problems.size());
      for (String problem : problems) {
        out.writeUTF(problem);
      }
      out.writeInt(patches.size());
      for (Patch patch : patches) {
        out.writeUTF(patch.className());
        out.writeBoolean(patch.atLoad());
        out.writeInt(patch.bytes().length);
        out.write(patch.bytes());
      }
      out.writeInt(MAGIC);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when there is no such file or it is not whole
   */
  public static ClassPatches read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      expectMagic(in, file);
      List<String> problems = new ArrayList<>();
      for (int left = size(in, MOST_ENTRIES, file); left > 0; left--) {
        problems.add(in.readUTF());
      }
      List<Patch> patches = new ArrayList<>();
      for (int left = size(in, MOST_ENTRIES, file); left > 0; left--) {
        String className = in.readUTF();
        boolean atLoad = in.readBoolean();
        byte[] bytes = in.readNBytes(size(in, MOST_BYTES, file));
        patches.add(new Patch(className, atLoad, bytes));
      }
      expectMagic(in, file);
      return new ClassPatches(patches, problems);
    }
  }

  private static void expectMagic(DataInputStream in, Path file) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("not a whole file of class patches: " + file);
    }
  }

  private static int size(DataInputStream in, int most, Path file) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > most) {
      throw new IOException("a size of " + size + " in the class patches " + file);
    }
    return size;
  }
}
