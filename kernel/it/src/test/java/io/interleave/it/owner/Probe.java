package io.interleave.it.owner;

import io.interleave.cell.agent.Agent;

/** Entry point of the forked JVM. */
final class Probe {
  private Probe() {}

  public static void main(String[] arguments) {
    Checks checks = new Checks();
    for (String argument : arguments) {
      switch (argument) {
        case "attribution" -> new AttributionProbe(checks).run();
        case "settle" -> new SettleProbe(checks).run();
        case "problems" -> System.out.println("problems\t" + Agent.problems());
        default -> throw new IllegalArgumentException(argument);
      }
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }
}
