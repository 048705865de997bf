package io.interleave.it.threads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Threads that wait in native calls of which the JVM records nothing are not said to run. */
class NativeCallsIT extends ReportedCells {
  /** A thread that accepts no connection until it is told to end after a while. */
  private static Report accepting(int millis) throws Exception {
    return engine.report(
        """
        var server = new java.net.ServerSocket(0);
        Thread acceptor = new Thread(() -> {
          try { server.accept(); } catch (IOException e) { }
        }, "acceptor");
        acceptor.start();
        Thread.sleep(%d);
        server.close();
        acceptor.join();\
        """
            .formatted(millis));
  }

  @Test
  void acceptingIsUnaccountedInAShortCell() throws Exception {
    Report report = accepting(120);
    assertThat(report.ms("acceptor", "unaccounted")).as(report.text()).isGreaterThan(60);
    assertThat(report.text())
        .containsPattern("acceptor +\\|.*\\|  unaccounted \\d")
        .doesNotContainPattern("acceptor +\\|.*\\|  ran ");
  }

  // It ends between two samples, so that what a busy machine adds to other states does not make
  // the samples seem to cover more than was unaccounted for.
  @Test
  void theCallIsNamedWhereThereAreSamples() throws Exception {
    Report report = accepting(1_625);
    assertThat(report.ms("acceptor", "unaccounted")).as(report.text()).isGreaterThan(1_000);
    assertThat(report.text()).containsPattern("unaccounted 1\\.\\d+ s in \\w+\\.\\w+");
    assertThat(report.text()).contains("is unaccounted: no CPU time");
  }

  @Test
  void theDispatcherOfAnHttpServerIsIdle() throws Exception {
    Report report =
        engine.report(
            """
            var server = com.sun.net.httpserver.HttpServer.create(
                new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            Thread.sleep(900);
            server.stop(0);\
            """);
    assertThat(report.threads())
        .as(report.text())
        .anyMatch(thread -> Report.ms(thread, "unaccounted") > 700);
    assertThat(report.text()).doesNotContainPattern("ran [89]\\d\\d ms");
  }
}
