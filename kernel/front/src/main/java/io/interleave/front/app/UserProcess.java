package io.interleave.front.app;

import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.front.cellvm.ChildCellVm;
import io.interleave.front.engine.JShellEngine;
import io.interleave.front.magic.CellProcess;
import io.interleave.front.magic.MagicException;
import java.nio.file.Path;
import java.util.List;

/** The cell JVM as commands see it. */
final class UserProcess implements CellProcess {
  private final ChildCellVm cellVm;
  private final JShellEngine engine;

  UserProcess(ChildCellVm cellVm, JShellEngine engine) {
    this.cellVm = cellVm;
    this.engine = engine;
  }

  @Override
  public List<String> restart(List<String> jvmOptions) throws MagicException {
    try {
      cellVm.restart(jvmOptions);
    } catch (CellVmDiedException e) {
      throw new MagicException(
          String.valueOf(e.getMessage()), "The options that held before hold again.");
    }
    return engine.restored();
  }

  @Override
  public List<String> jvmOptions() {
    return cellVm.userOptions();
  }

  @Override
  public void addToClassPath(Path entry) throws MagicException {
    String failure = engine.addToClassPath(entry);
    if (!failure.isEmpty()) {
      throw new MagicException(entry + " cannot be added: " + failure, "");
    }
  }

  @Override
  public List<Path> classPath() {
    return engine.classPath();
  }
}
