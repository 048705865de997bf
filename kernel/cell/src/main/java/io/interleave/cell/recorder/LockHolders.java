package io.interleave.cell.recorder;

import io.interleave.cell.agent.Agent;
import io.interleave.wire.ThreadSample;
import io.interleave.wire.ThreadSample.LockWait;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the variables of the notebook that hold the locks of a deadlock: itself, in an array or a
 * list, or in a field of an object of a class from a cell. Runs none of the user's code.
 *
 * <p>Threads: confined to the recorder's.
 */
final class LockHolders {
  /** JShell's classes with the notebook's variables; others may not be initialised yet. */
  private static final Pattern VARIABLES = Pattern.compile("REPL\\.\\$JShell\\$\\w+");

  private static final String CELLS = "REPL.";
  private static final int DEEPEST = 3;
  private static final int MOST_OBJECTS = 5_000;
  private static final int MOST_ELEMENTS = 100;

  private final Iterable<Class<?>> userClasses;

  /**
   * @param userClasses the latest first
   */
  LockHolders(Iterable<Class<?>> userClasses) {
    this.userClasses = userClasses;
  }

  /** A value and the expression that gives it. */
  private record Place(Object value, String name) {}

  /** The samples, with the holders of the locks that deadlocked threads wait for. */
  List<ThreadSample> name(List<ThreadSample> samples) {
    Set<String> wanted = new HashSet<>();
    for (ThreadSample sample : samples) {
      LockWait wait = sample.lockWait();
      if (sample.deadlocked() && wait != null) {
        wanted.add(key(wait.lockClass(), wait.lockId()));
      }
    }
    if (wanted.isEmpty()) {
      return samples;
    }
    Map<String, String> found = find(wanted);
    return samples.stream().map(s -> named(s, found)).toList();
  }

  private static String key(String lockClass, int lockId) {
    return lockClass + '@' + lockId;
  }

  private static ThreadSample named(ThreadSample s, Map<String, String> found) {
    LockWait wait = s.lockWait();
    String holder =
        wait == null || !s.deadlocked() ? null : found.get(key(wait.lockClass(), wait.lockId()));
    if (wait == null || holder == null) {
      return s;
    }
    return new ThreadSample(
        s.id(),
        s.name(),
        s.cell(),
        s.state(),
        wait.withHolder(holder),
        s.top(),
        s.user(),
        s.sleeps(),
        s.deadlocked());
  }

  /** Breadth first, so that the shortest expression is found. */
  private Map<String, String> find(Set<String> wanted) {
    Map<String, String> found = new HashMap<>();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Place> level = variables();
    for (int depth = 0; depth < DEEPEST && found.size() < wanted.size(); depth++) {
      List<Place> next = new ArrayList<>();
      for (Place place : level) {
        if (seen.size() < MOST_OBJECTS && seen.add(place.value())) {
          for (Object lock : locks(place.value())) {
            String key = key(lock.getClass().getName(), System.identityHashCode(lock));
            if (wanted.contains(key)) {
              found.putIfAbsent(key, place.name());
            }
          }
          parts(place, next);
        }
      }
      level = next;
    }
    return found;
  }

  private List<Place> variables() {
    List<Place> places = new ArrayList<>();
    for (Class<?> type : userClasses) {
      if (VARIABLES.matcher(type.getName()).matches()) {
        fields(type, null, "", places);
      }
    }
    return places;
  }

  /** What the JVM names when somebody waits for the object. */
  private static List<Object> locks(Object value) {
    if (value instanceof ReentrantLock lock) {
      return known(ReentrantLock.class, lock);
    }
    return value instanceof ReentrantReadWriteLock lock
        ? known(ReentrantReadWriteLock.class, lock)
        : List.of(value);
  }

  private static List<Object> known(Class<?> type, Object lock) {
    Agent.openInternals();
    try {
      Field field = type.getDeclaredField("sync");
      field.setAccessible(true);
      return List.of(lock, field.get(lock));
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return List.of(lock); // without the agent, or in a JDK that is made otherwise
    }
  }

  private static void parts(Place place, List<Place> into) {
    Object value = place.value();
    Class<?> type = value.getClass();
    if (value instanceof Object[] array) {
      for (int i = 0; i < Math.min(array.length, MOST_ELEMENTS); i++) {
        add(Array.get(array, i), place.name() + '[' + i + ']', into);
      }
    } else if (value instanceof List<?> list && type.getClassLoader() == null) {
      elements(list, place.name(), into);
    } else if (type.getName().startsWith(CELLS)) {
      fields(type, value, place.name() + '.', into);
    }
  }

  private static void elements(List<?> list, String name, List<Place> into) {
    try {
      for (int i = 0; i < Math.min(list.size(), MOST_ELEMENTS); i++) {
        add(list.get(i), name + ".get(" + i + ')', into);
      }
    } catch (RuntimeException e) {
      return; // its owner changes it
    }
  }

  /** The static fields of a class, or those of an object of it. */
  private static void fields(
      Class<?> type, @Nullable Object object, String prefix, List<Place> into) {
    for (Field field : type.getDeclaredFields()) {
      boolean wanted = Modifier.isStatic(field.getModifiers()) == (object == null);
      if (wanted && !field.getType().isPrimitive() && !field.isSynthetic()) {
        try {
          field.setAccessible(true);
          add(field.get(object), prefix + field.getName(), into);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
          continue; // a field of a hidden class; others may do
        }
      }
    }
  }

  private static void add(@Nullable Object value, String name, List<Place> into) {
    if (value != null) {
      into.add(new Place(value, name));
    }
  }
}
