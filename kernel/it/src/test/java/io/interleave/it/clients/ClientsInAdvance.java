package io.interleave.it.clients;

import java.util.Set;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Gets the clients while other tests run, when there are tests that will need them. */
public final class ClientsInAdvance implements TestExecutionListener {
  private static final Set<String> USERS =
      Set.of(PythonClientsIT.class.getName(), LabPageIT.class.getName());

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    boolean needed =
        plan.getRoots().stream()
            .flatMap(root -> plan.getDescendants(root).stream())
            .anyMatch(ClientsInAdvance::isUser);
    if (needed) {
      Python.prepareClients();
    }
  }

  private static boolean isUser(TestIdentifier test) {
    return test.getSource()
        .filter(source -> source instanceof ClassSource type && USERS.contains(type.getClassName()))
        .isPresent();
  }
}
