package io.interleave.front.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.engine.Engine;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ReportingEngineTest {

  /** A method that is not passed on would run the interface's default instead. */
  @Test
  void everyQuestionReachesTheEngine() throws ReflectiveOperationException {
    List<String> called = new ArrayList<>();
    Engine engine =
        (Engine)
            Proxy.newProxyInstance(
                Engine.class.getClassLoader(),
                new Class<?>[] {Engine.class},
                (proxy, method, arguments) -> {
                  called.add(method.toString());
                  return none(method.getReturnType());
                });
    ReportingEngine reporting =
        new ReportingEngine(
            engine,
            new Recordings(
                new CountingCellVm(),
                Executors.newSingleThreadScheduledExecutor(),
                () -> {},
                () -> {}),
            new LongQuiet(Executors.newSingleThreadScheduledExecutor(), LongQuiet.MILLIS),
            cell -> {
              throw new AssertionError("no cell runs");
            });
    List<String> expected = new ArrayList<>();
    for (Method method : Engine.class.getMethods()) {
      if (!method.getName().equals("execute")) {
        expected.add(method.toString());
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
          arguments[i] = none(types[i]);
        }
        method.invoke(reporting, arguments);
      }
    }
    assertThat(called).isEqualTo(expected).hasSizeGreaterThan(5);
  }

  private static @org.jspecify.annotations.Nullable Object none(Class<?> type) {
    if (type == int.class) {
      return 0;
    }
    if (type == boolean.class) {
      return false;
    }
    return type == List.class ? List.of() : type == Optional.class ? Optional.empty() : null;
  }
}
