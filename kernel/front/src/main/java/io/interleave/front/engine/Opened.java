package io.interleave.front.engine;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Members of {@code jdk.jshell} and the compiler that are not public; the manifest of {@code
 * interleave.jar} opens their packages. Each look-up fails on a Java that has no such member, or is
 * not opened.
 */
final class Opened {
  private Opened() {}

  /** What can be called or read. */
  interface Member {
    Object of(@Nullable Object target, @Nullable Object... arguments);
  }

  static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName("jdk.jshell." + name);
  }

  static Member field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = opened(type.getDeclaredField(name));
    return (target, arguments) -> {
      try {
        return Objects.requireNonNull(field.get(target));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e); // it was opened
      }
    };
  }

  static Member method(Class<?> type, String name, Class<?>... types) throws NoSuchMethodException {
    Method method = opened(type.getDeclaredMethod(name, types));
    return (target, arguments) -> call(method, () -> method.invoke(target, arguments));
  }

  static Member constructor(Class<?> type, Class<?>... types) throws NoSuchMethodException {
    Constructor<?> constructor = opened(type.getDeclaredConstructor(types));
    return (first, others) -> {
      List<@Nullable Object> all = new ArrayList<>(Arrays.asList(others));
      all.add(0, first);
      return call(constructor, () -> constructor.newInstance(all.toArray()));
    };
  }

  private static <T extends AccessibleObject> T opened(T member) {
    member.setAccessible(true);
    return member;
  }

  private interface Call {
    @Nullable Object now() throws ReflectiveOperationException;
  }

  @SuppressWarnings("NullAway") // a method without a result is called for what it does
  private static Object call(Executable member, Call call) {
    try {
      return call.now();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      } else if (e.getCause() instanceof Error thrown) {
        throw thrown;
      }
      throw new IllegalStateException(member.toString(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(member.toString(), e);
    }
  }
}
