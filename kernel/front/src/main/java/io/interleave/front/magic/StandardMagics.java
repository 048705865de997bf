package io.interleave.front.magic;

import java.nio.file.Path;

/** The commands that every kernel has. */
public final class StandardMagics {
  private StandardMagics() {}

  /**
   * A new registry with them; more may be added.
   *
   * @param folder what relative paths in commands start from
   */
  public static Magics create(
      CellSettings settings, CellProcess process, ThreadDisplay threads, Path folder) {
    Magics magics = new Magics();
    return magics
        .add(new ListMagic("lsmagic", magics))
        .add(new ListMagic("magics", magics))
        .add(new SettleMagic(settings))
        .add(new ThreadsMagic(settings, threads))
        .add(new OutputMagic(settings))
        .add(new RequireMagic(Surroundings.here(process)))
        .add(new JvmMagic(process))
        .add(new ClassPathMagic(process, folder));
  }
}
