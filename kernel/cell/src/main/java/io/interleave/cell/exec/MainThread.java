package io.interleave.cell.exec;

import io.interleave.cell.stop.MainBody;
import io.interleave.wire.Event;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs snippets in their order on a thread named {@code main}. */
public final class MainThread implements MainBody {
  private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>(); // Runnable, Invocation
  private final ThreadGroup group;
  private final ClassLoader loader;
  private final Consumer<Event> answers;
  private final Object lock = new Object();
  private Thread thread; // guarded by lock
  private @Nullable Invocation current; // guarded by lock

  /**
   * Makes the calling thread the main thread.
   *
   * @param loader the context class loader of main threads
   */
  public MainThread(ClassLoader loader, Consumer<Event> answers) {
    this.loader = loader;
    this.answers = answers;
    this.thread = Thread.currentThread();
    this.group = thread.getThreadGroup();
    thread.setContextClassLoader(loader);
  }

  /** Runs something quick of ours on the main thread, between snippets. */
  public void run(Runnable action) {
    queue.add(action);
  }

  void run(Invocation invocation) {
    queue.add(invocation);
  }

  /** The body of the main thread; returns when the thread was left behind. */
  public void work() {
    Thread self = Thread.currentThread();
    boolean usable = true;
    try {
      while (usable && isMain(self)) {
        Object next = next();
        if (next instanceof Invocation invocation) {
          usable = work(self, invocation);
        } else {
          ((Runnable) next).run();
        }
      }
    } catch (Throwable e) {
      replace(self, e);
    }
  }

  /**
   * Has another thread go on in place of the calling one, which failed outside of user code, such
   * as for lack of memory: without one the cell and all that follow would wait for ever.
   */
  private void replace(Thread self, Throwable failure) {
    Invocation failed;
    synchronized (lock) {
      if (thread != self || current != null && current.isStruck()) {
        return; // the stopper sees to it
      }
      failed = current;
      current = null;
    }
    try {
      if (failed != null) {
        answers.accept(failed.outranked(failed.threw(failure)));
      }
    } finally {
      synchronized (lock) {
        startAnother();
      }
    }
  }

  private Object next() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException e) {
        continue; // by a thread of user code, long after the snippet that it meant
      }
    }
  }

  /** Whether the thread can go on with other snippets. */
  private boolean work(Thread self, Invocation invocation) {
    synchronized (lock) {
      current = invocation;
    }
    Event answer = invocation.run();
    if (answer == null) {
      return false; // the stopper answers, and puts another thread in this one's place
    }
    synchronized (lock) {
      if (thread == self) {
        current = null;
      }
    }
    answers.accept(invocation.outranked(answer));
    return true;
  }

  @Override
  public boolean isMain(Thread candidate) {
    synchronized (lock) {
      return thread == candidate;
    }
  }

  @Override
  public @Nullable Thread running(int cell) {
    synchronized (lock) {
      return current != null && current.cell() == cell && current.isRunning() ? thread : null;
    }
  }

  @Override
  public void whileRunning(int cell, Consumer<Thread> action) {
    synchronized (lock) {
      if (current != null && current.cell() == cell) {
        current.whileRunning(() -> action.accept(thread));
      }
    }
  }

  @Override
  public void whileRunningForLastTime(int cell, Consumer<Thread> action) {
    synchronized (lock) {
      if (current != null && current.cell() == cell) {
        current.whileRunningForLastTime(() -> action.accept(thread));
      }
    }
  }

  @Override
  public void leaveBehind(int cell) {
    Event answer;
    synchronized (lock) {
      answer = current == null || current.cell() != cell ? null : current.leaveBehind();
      if (answer == null) {
        return;
      }
      current = null;
      startAnother();
    }
    answers.accept(answer);
  }

  private void startAnother() {
    thread = new Thread(group, this::work, "main");
    thread.setDaemon(false);
    thread.setContextClassLoader(loader);
    thread.start();
  }
}
