package io.interleave.front.app;

import java.lang.reflect.Proxy;

/**
 * Makes SIGINT an interrupt of the running cell; by default it would end the JVM. Gateways send the
 * signal whatever the kernelspec says.
 */
final class Signals {
  private Signals() {}

  /**
   * Handles SIGINT from now on. {@code sun.misc.Signal} is supported (JEP 260) but has no name that
   * the compiler accepts without a warning, hence the reflection.
   */
  static void onInterrupt(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, args) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                  return null;
                }
                return method.getName().equals("equals") ? self == args[0] : 0;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), proxy);
    } catch (ReflectiveOperationException e) {
      System.err.println("interleave: SIGINT cannot be handled: " + e);
    }
  }
}
