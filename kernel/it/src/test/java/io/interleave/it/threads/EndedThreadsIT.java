package io.interleave.it.threads;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * What a thread referred to can be collected when it has ended, also while its cell goes on, as in
 * a program without a kernel; its row in the table stays.
 */
class EndedThreadsIT extends ReportedCells {
  private static final int THREADS = 60;

  @BeforeAll
  static void declare() throws Exception {
    engine.run(
        """
        import java.lang.ref.WeakReference;
        interface Start { Thread with(byte[] data) throws Exception; }
        static class Worker extends Thread {
          private final byte[] data;
          Worker(byte[] data) { this.data = data; }
          public void run() { data[0] = 1; }
        }
        static void truth(Start start) throws Exception {
          List<WeakReference<byte[]>> all = new ArrayList<>();
          for (int i = 0; i < %d; i++) {
            byte[] data = new byte[1 << 20];
            all.add(new WeakReference<>(data));
            start.with(data).join();
          }
          long alive = all.size();
          for (int i = 0; i < 100 && alive > 1; i++) {
            System.gc();
            Thread.sleep(20);
            alive = all.stream().filter(each -> each.get() != null).count();
          }
          System.out.println("truth main alive " + alive * 1_000_000);
        }\
        """
            .formatted(THREADS));
  }

  private static void assertLetsGo(Report report, String kind) {
    assertThat(engine.truth("main", "alive")).as("still there").isLessThan(5);
    long rows =
        report.threads().stream()
            .map((JsonObject row) -> row.get("kind").getAsString())
            .filter(kind::equals)
            .count();
    assertThat(rows).as(report.text()).isEqualTo(THREADS);
  }

  @Test
  void platformThreads() throws Exception {
    assertLetsGo(
        engine.report("truth(data -> { Thread t = new Worker(data); t.start(); return t; });"),
        "platform");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void virtualThreads() throws Exception {
    assertLetsGo(
        engine.report("truth(data -> Thread.ofVirtual().start(() -> data[0] = 1));"), "virtual");
  }
}
