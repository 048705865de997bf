package io.interleave.front.patch;

import java.util.List;

/**
 * A change of one class. An edit that finds nothing to change fails its class, unless it is
 * optional. Methods are named with their descriptor, as {@code start()V}.
 */
sealed interface Edit {

  /** Whether a JDK without the place to change is no problem. */
  default boolean optional() {
    return false;
  }

  /** Makes the class an {@code Owned}: a field for the cell, tagged at the end of constructors. */
  record CarryCell(boolean tagInConstructor) implements Edit {}

  /**
   * Calls a static hook at the entry of a method with {@code this} (when {@code passThis}) and its
   * first parameter (when {@code passFirst}).
   */
  record CallAtEntry(
      String method, String hook, boolean passThis, boolean passFirst, boolean optional)
      implements Edit {}

  /** Calls a static hook with the result on top of the stack, {@code this} and the parameters. */
  record CallAtReturn(String method, String hook, Arguments arguments) implements Edit {}

  /** Calls a static hook without arguments wherever a method that returns nothing returns. */
  record CallAtEnd(String method, String hook) implements Edit {}

  /**
   * Calls a static hook at the entry of a method with {@code this}, two fields of it and constants
   * of its class. A JDK without one of those constants has nothing to tell.
   *
   * @param object name and descriptor of a field, separated by a colon
   * @param number the name of an {@code int} field
   */
  record CallWithFields(
      String method, String hook, String object, String number, List<String> constants)
      implements Edit {
    @Override
    public boolean optional() {
      return true;
    }
  }

  /** What {@link CallAtReturn} passes. */
  enum Arguments {
    /** The result, {@code this}, the first parameter. */
    RESULT_THIS_FIRST,
    /** {@code this}, the result. */
    THIS_RESULT
  }

  /**
   * Calls a hook before each call of a method inside another.
   *
   * @param callee what name and descriptor begin with
   * @param passTop passes {@code this} and what is on top of the stack, as objects
   */
  record CallBefore(String method, String callee, String hook, boolean passTop) implements Edit {}

  /**
   * The receiver of these calls is a task: while it runs, the thread works for its cell.
   *
   * @param callee name and descriptor of a virtual method
   */
  record SwitchAroundCalls(String callee, String receiver) implements Edit {}

  /** {@code this} is a task: while the method runs, the thread works for its cell. */
  record SwitchAroundMethod(String method) implements Edit {}
}
