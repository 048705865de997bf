package io.interleave.cell.stop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Throws an error into a platform thread from outside, wherever it is. */
interface OutsideStop {

  /** Whether the thread was told; it can still take a while to hear. */
  boolean stop(Thread thread);

  /** What this Java offers: Thread.stop until 19, the tool interface from 22, nothing between. */
  static OutsideStop ofThisJava() {
    int version = Runtime.version().feature();
    if (version >= 22) {
      return ToolInterfaceStop.create();
    }
    return version < 20 ? threadStop() : thread -> false;
  }

  private static OutsideStop threadStop() {
    Method stop;
    try {
      stop = Thread.class.getMethod("stop"); // by reflection: later versions are to lose it
    } catch (NoSuchMethodException e) {
      return thread -> false;
    }
    return thread -> {
      try {
        stop.invoke(thread);
        return true;
      } catch (IllegalAccessException | InvocationTargetException e) {
        return false; // the caller names the thread as one that goes on
      }
    };
  }
}
