package io.interleave.cell.exec;

import io.interleave.wire.Command.ClassFile;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Loads the classes of cells and of the user's class path. Of Interleave it shows the API and
 * nothing else.
 */
public final class UserLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> classFiles = new ConcurrentHashMap<>();
  private final Deque<Class<?>> cells = new ConcurrentLinkedDeque<>();

  public UserLoader() {
    super("user", new URL[0], new Visible(ClassLoader.getSystemClassLoader()));
  }

  /**
   * Takes a class, which is defined when it is first used.
   *
   * @throws IllegalStateException when there is a class of that name, which cannot be replaced
   */
  void add(ClassFile file) {
    if (findLoadedClass(file.name()) != null
        || classFiles.putIfAbsent(file.name(), file.bytes()) != null) {
      throw new IllegalStateException("class " + file.name() + " is loaded already");
    }
  }

  /** The classes of cells that have been used, the latest first. */
  public Iterable<Class<?>> ofCells() {
    return cells;
  }

  /**
   * Appends a jar or a folder to the class path.
   *
   * @throws IllegalArgumentException when there is none at that place
   */
  void addToClassPath(String place) {
    Path path = Path.of(place).toAbsolutePath();
    if (!Files.isReadable(path)) {
      throw new IllegalArgumentException("no readable jar or folder at " + path);
    }
    try {
      addURL(path.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("no class path entry: " + path, e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classFiles.remove(name);
    if (bytes != null) {
      Class<?> defined = defineClass(name, bytes, 0, bytes.length);
      cells.addFirst(defined);
      return defined;
    }
    Class<?> loaded = findLoadedClass(name);
    return loaded != null ? loaded : super.findClass(name);
  }

  /** The JDK's classes and {@code io.interleave.api}. */
  private static final class Visible extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    Visible(ClassLoader system) {
      super("visible", system);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.interleave.")
          && !name.startsWith("io.interleave.api.")
          && !name.startsWith("io.interleave.hooks.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
