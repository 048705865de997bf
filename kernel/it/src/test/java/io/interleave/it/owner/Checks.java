package io.interleave.it.owner;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs checks in a forked JVM and prints a line for each: its name, a tab, what is wrong. */
final class Checks {
  private static final long LIMIT_SECONDS = 60;

  /** Returns what is wrong, or an empty string. */
  interface Check extends Callable<String> {}

  void check(String name, Check body) {
    FutureTask<String> result = new FutureTask<>(body);
    Thread thread = new Thread(result, "interleave-check");
    thread.start();
    String wrong;
    try {
      wrong = result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      wrong = "takes longer than " + LIMIT_SECONDS + " s at " + where(thread);
    } catch (ExecutionException e) {
      wrong = e.getCause() + " at " + e.getCause().getStackTrace()[0];
    } catch (InterruptedException e) {
      wrong = "interrupted";
    }
    System.out.println(name + "\t" + wrong.replace('\n', ' '));
  }

  static String same(Object expected, Object actual) {
    return expected.equals(actual) ? "" : "expected " + expected + ", got " + actual + "; ";
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened the latch");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String where(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    return stack.length == 0 ? "its end" : stack[0].toString();
  }
}
