package io.interleave.front.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.CommMessage;
import io.interleave.front.protocol.KernelSession;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.MimeBundle;
import io.interleave.front.protocol.Publication;
import io.interleave.front.protocol.Publication.Stream.Name;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class IopubIT {
  private static final Message REQUEST =
      new Message(
          List.of(),
          new KernelSession("client", "u", InstantSource.system()).header("execute_request"),
          new JsonObject(),
          new JsonObject(),
          new JsonObject(),
          List.of());

  @Test
  void everySubscriberOfATopicIsWelcomed() throws Exception {
    try (TestKernel kernel = TestKernel.started();
        KernelClient first = new KernelClient(kernel.file);
        KernelClient second = new KernelClient(kernel.file)) {
      for (KernelClient client : List.of(first, second)) {
        Message welcome = client.receive(client.subscribe(""));
        assertThat(welcome.type()).isEqualTo("iopub_welcome");
        assertThat(welcome.content()).hasToString("{\"subscription\":\"\"}");
        assertThat(welcome.identities()).isEmpty();
      }
    }
  }

  @Test
  void theWelcomeOfATopicCarriesTheTopic() throws Exception {
    try (TestKernel kernel = TestKernel.started();
        KernelClient client = new KernelClient(kernel.file)) {
      Message welcome = client.receive(client.subscribe("h\u00e9"));
      assertThat(welcome.content().get("subscription").getAsString()).isEqualTo("h\u00e9");
      assertThat(welcome.identities().get(0)).isEqualTo("h\u00e9".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void subscriptionsThatAreNoTextAreNotWelcomed() throws Exception {
    try (TestKernel kernel = TestKernel.started();
        KernelClient client = new KernelClient(kernel.file)) {
      ZmtpSocket raw = client.connect("XSUB", kernel.file.iopubPort());
      raw.send(List.of(new byte[] {1, (byte) 0xff, (byte) 0xfe}));
      raw.send(List.of(new byte[] {1}));
      Message welcome = client.receive(raw);
      assertThat(welcome.content()).hasToString("{\"subscription\":\"\"}");
    }
  }

  @Test
  void theWelcomeIsTheFirstThatASubscriberGets() throws Exception {
    try (TestKernel kernel = TestKernel.started()) {
      CountDownLatch done = new CountDownLatch(1);
      Thread publisher =
          new Thread(
              () -> {
                try {
                  while (!done.await(100, TimeUnit.MICROSECONDS)) {
                    kernel.publish(REQUEST, new Publication.Stream(Name.STDOUT, "x"));
                  }
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      publisher.start();
      List<String> first = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        try (KernelClient client = new KernelClient(kernel.file)) {
          ZmtpSocket subscriber = client.subscribe(i % 2 == 0 ? "" : "stream.stdout");
          first.add(client.receive(subscriber).type());
          String second;
          do {
            second = client.receive(subscriber).type();
          } while (second.equals("iopub_welcome"));
          assertThat(second).isEqualTo("stream");
        }
      }
      done.countDown();
      publisher.join();
      assertThat(first).containsOnly("iopub_welcome");
    }
  }

  @Test
  void aTopicFilterLetsThroughWhatItNames() throws Exception {
    try (TestKernel kernel = TestKernel.started();
        KernelClient client = new KernelClient(kernel.file)) {
      ZmtpSocket stdout = client.subscribe("stream.stdout");
      assertThat(client.receive(stdout).type()).isEqualTo("iopub_welcome");
      kernel.publish(REQUEST, new Publication.Stream(Name.STDERR, "no"));
      kernel.publish(REQUEST, new Publication.ClearOutput(true));
      kernel.publish(REQUEST, new Publication.Stream(Name.STDOUT, "yes"));
      assertThat(client.receive(stdout).content().get("text").getAsString()).isEqualTo("yes");
    }
  }

  @Test
  void aSlowReaderLosesNothing() throws Exception {
    int count = 60_000;
    try (TestKernel kernel = TestKernel.started();
        KernelClient client = new KernelClient(kernel.file)) {
      ZmtpSocket subscriber = client.subscribe("");
      client.receive(subscriber);
      JsonObject data = MimeBundle.of(Map.of("text/plain", "x".repeat(200)));
      for (int i = 0; i < count; i++) {
        kernel.publish(REQUEST, new Publication.DisplayData(data, new JsonObject(), null));
      }
      kernel.publish(REQUEST, new Publication.Status(Publication.Status.State.IDLE));
      // Far more than the client's own queue and the buffers of TCP hold is waiting by now.
      TimeUnit.SECONDS.sleep(2);
      for (int i = 0; i < count; i++) {
        assertThat(client.receive(subscriber).type()).isEqualTo("display_data");
      }
      assertThat(client.receive(subscriber).type()).isEqualTo("status");
    }
  }

  @Test
  void everyThreadsOrderIsKept() throws Exception {
    int threads = 8;
    int each = 2_000;
    try (TestKernel kernel = TestKernel.started();
        KernelClient client = new KernelClient(kernel.file)) {
      ZmtpSocket subscriber = client.subscribe("");
      client.receive(subscriber);
      CountDownLatch start = new CountDownLatch(1);
      for (int t = 0; t < threads; t++) {
        String thread = t + ":";
        new Thread(
                () -> {
                  try {
                    start.await();
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                  for (int i = 0; i < each; i++) {
                    kernel.publish(REQUEST, new Publication.Stream(Name.STDOUT, thread + i));
                  }
                })
            .start();
      }
      start.countDown();
      int[] next = new int[threads];
      for (int i = 0; i < threads * each; i++) {
        String text = client.receive(subscriber).content().get("text").getAsString();
        int thread = Integer.parseInt(text.substring(0, text.indexOf(':')));
        assertThat(text).isEqualTo(thread + ":" + next[thread]++);
      }
      assertThat(kernel.transport.iopubQueuedBytes()).isZero();
    }
  }

  @Test
  void bytesArriveAsTheyWereSent() throws Exception {
    byte[] buffer = new byte[1 << 20];
    new Random(1).nextBytes(buffer);
    try (TestKernel kernel = TestKernel.started();
        KernelClient client = new KernelClient(kernel.file)) {
      ZmtpSocket subscriber = client.subscribe("");
      client.receive(subscriber);
      JsonObject none = new JsonObject();
      kernel.publish(REQUEST, new CommMessage.Msg("c", none, none, List.of(buffer, new byte[0])));
      Message message = client.receive(subscriber);
      assertThat(message.identities().get(0)).asString().isEqualTo("comm-c");
      assertThat(message.buffers()).containsExactly(buffer, new byte[0]);
    }
  }
}
