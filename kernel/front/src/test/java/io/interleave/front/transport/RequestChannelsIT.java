package io.interleave.front.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.interleave.front.protocol.Channel;
import io.interleave.front.protocol.Message;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RequestChannelsIT {
  /** More than are handed over at a time. */
  private static final int REQUESTS = 150;

  @Test
  void kernelInfoIsAnsweredOnEveryRequestChannel() throws Exception {
    try (TestKernel kernel = TestKernel.started();
        KernelClient client = new KernelClient(kernel.file)) {
      for (Channel channel : Channel.values()) {
        assertThat(client.ask(channel, "kernel_info_request").type())
            .isEqualTo("kernel_info_reply");
      }
    }
  }

  @Test
  void aKernelWithoutAKeyAnswersUnsignedRequests() throws Exception {
    TestKernel kernel = new TestKernel(TestKernel.freePorts("127.0.0.1", ""));
    kernel.transport.start(kernel);
    try (kernel;
        KernelClient client = new KernelClient(kernel.file)) {
      Message request = client.request("kernel_info_request");
      assertThat(client.encode(request).get(1)).isEmpty();
      client.send(Channel.SHELL, request);
      assertThat(client.receive(Channel.SHELL).type()).isEqualTo("kernel_info_reply");
    }
  }

  @Test
  void allInterfacesAndIpv6CanBeBound() throws Exception {
    for (String ip : List.of("*", "0.0.0.0", "localhost", "::1")) {
      TestKernel kernel = new TestKernel(TestKernel.freePorts(ip, "secret"));
      kernel.transport.start(kernel);
      try (kernel;
          KernelClient client = new KernelClient(kernel.file)) {
        assertThat(client.ask(Channel.SHELL, "kernel_info_request").type())
            .isEqualTo("kernel_info_reply");
      }
    }
  }

  @Test
  void leadingFramesComeBackWithTheReply() throws Exception {
    try (TestKernel kernel = TestKernel.started();
        KernelClient client = new KernelClient(kernel.file)) {
      for (int leading : new int[] {0, 1, 3}) {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < leading; i++) {
          frames.add(new byte[] {(byte) i, 0, 'x'});
        }
        frames.addAll(client.encode(client.request("kernel_info_request")));
        frames.add(new byte[] {1});
        frames.add(new byte[] {2});
        client.channel(Channel.SHELL).send(frames);
        Message reply = client.receive(Channel.SHELL);
        assertThat(reply.identities()).hasSize(leading);
        assertThat(reply.identities()).containsExactlyElementsOf(frames.subList(0, leading));
      }
    }
  }

  @Test
  void theParentHeaderComesBackWithItsUnknownFields() throws Exception {
    try (TestKernel kernel = TestKernel.started();
        KernelClient client = new KernelClient(kernel.file)) {
      JsonObject header = client.header("kernel_info_request");
      header.add("x", JsonParser.parseString("{\"a\":1.50,\"b\":[null,\"\u20ac\"]}"));
      header.addProperty("date", "2026-11-20T08:24Z");
      client.send(Channel.SHELL, client.request(header));
      assertThat(client.receive(Channel.SHELL).parentHeader()).hasToString(header.toString());
    }
  }

  @Test
  void aReplayedRequestIsAnsweredOnce() throws Exception {
    try (TestKernel kernel = TestKernel.started();
        KernelClient client = new KernelClient(kernel.file)) {
      List<byte[]> frames = client.encode(client.request("kernel_info_request"));
      client.channel(Channel.SHELL).send(frames);
      client.channel(Channel.SHELL).send(frames);
      Message other = client.request("kernel_info_request");
      client.send(Channel.SHELL, other);
      assertThat(client.receive(Channel.SHELL).parentHeader().get("msg_id").getAsString())
          .isNotEqualTo(other.id());
      assertThat(client.receive(Channel.SHELL).parentHeader()).isEqualTo(other.header());
      assertThat(kernel.errors()).contains("shell: it was received before");
    }
  }

  @Test
  void garbageOnEverySocketLeavesTheKernelAnswering() throws Exception {
    try (TestKernel kernel = TestKernel.started();
        KernelClient client = new KernelClient(kernel.file)) {
      Random random = new Random(23);
      List<byte[]> valid = client.encode(client.request("kernel_info_request"));
      List<ZmtpSocket> sockets =
          List.of(
              client.channel(Channel.SHELL),
              client.channel(Channel.CONTROL),
              client.channel(Channel.STDIN),
              client.connect("DEALER", kernel.file.hbPort()),
              client.connect("XSUB", kernel.file.iopubPort()));
      for (int i = 0; i < 1_000; i++) {
        List<byte[]> frames = new ArrayList<>();
        for (int n = random.nextInt(8); n >= 0; n--) {
          byte[] frame = new byte[random.nextInt(100)];
          random.nextBytes(frame);
          // The header is left out, so that none of these is a valid request.
          int part = random.nextInt(valid.size());
          frames.add(random.nextBoolean() || part == 2 ? frame : valid.get(part));
        }
        for (ZmtpSocket socket : sockets) {
          socket.send(frames);
        }
      }
      for (Channel channel : Channel.values()) {
        assertThat(client.ask(channel, "kernel_info_request").type())
            .isEqualTo("kernel_info_reply");
      }
      assertThat(client.receive(client.subscribe("")).type()).isEqualTo("iopub_welcome");
      assertThat(client.ping()).isTrue();
      assertThat(kernel.errors().lines().count()).isBetween(1L, 25L);
    }
  }

  @Test
  void bytesThatAreNotZeromqLeaveTheKernelAnswering() throws Exception {
    try (TestKernel kernel = TestKernel.started();
        KernelClient client = new KernelClient(kernel.file)) {
      Random random = new Random(41);
      byte[] http = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);
      int[] ports = {
        kernel.file.shellPort(),
        kernel.file.controlPort(),
        kernel.file.stdinPort(),
        kernel.file.iopubPort(),
        kernel.file.hbPort()
      };
      for (int i = 0; i < 200; i++) {
        for (int port : ports) {
          byte[] bytes = new byte[random.nextInt(300)];
          random.nextBytes(bytes);
          if (i % 3 == 1 && bytes.length > 64) {
            // The greeting of ZMTP 3.0, then garbage.
            System.arraycopy(ZmtpSocket.greeting(), 0, bytes, 0, 64);
          }
          try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(i % 3 == 2 ? http : bytes);
          }
        }
      }
      for (Channel channel : Channel.values()) {
        assertThat(client.ask(channel, "kernel_info_request").type())
            .isEqualTo("kernel_info_reply");
      }
      assertThat(client.receive(client.subscribe("")).type()).isEqualTo("iopub_welcome");
      assertThat(client.ping()).isTrue();
    }
  }

  @Test
  void whatHasArrivedIsHandedOverBeforeTheWaitEnds() throws Exception {
    TestKernel kernel = new TestKernel(TestKernel.freePorts("127.0.0.1", "secret"));
    AtomicInteger received = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch allSent = new CountDownLatch(1);
    kernel.transport.start(
        (channel, message) -> {
          received.incrementAndGet();
          first.countDown();
          await(allSent);
        });
    try (kernel;
        KernelClient client = new KernelClient(kernel.file)) {
      client.send(Channel.SHELL, client.request("execute_request"));
      await(first);
      for (int i = 1; i < REQUESTS; i++) {
        client.send(Channel.SHELL, client.request("execute_request"));
      }
      // ZeroMQ's input thread takes 8 KB of each connection in turn, so that each heartbeat says
      // that as much of what was sent before has been read.
      int sentBytes =
          REQUESTS
              * client.encode(client.request("execute_request")).stream()
                  .mapToInt(f -> f.length + 2)
                  .sum();
      for (int bytes = 0; bytes <= sentBytes; bytes += 8192) {
        assertThat(client.ping()).isTrue();
      }
      assertThat(received).hasValue(1);
      allSent.countDown();
      kernel.transport.awaitReceived(Channel.SHELL);
      assertThat(received).hasValue(REQUESTS);
    }
  }

  @Test
  void aMessageOfTooManyFramesIsDroppedAndTheNextIsRead() throws Exception {
    try (TestKernel kernel = TestKernel.started();
        KernelClient client = new KernelClient(kernel.file)) {
      List<byte[]> frames = new ArrayList<>(client.encode(client.request("kernel_info_request")));
      for (int i = 0; i < 5_000; i++) {
        frames.add(new byte[1]);
      }
      client.channel(Channel.SHELL).send(frames);
      Message request = client.request("kernel_info_request");
      client.send(Channel.SHELL, request);
      assertThat(client.receive(Channel.SHELL).parentHeader()).isEqualTo(request.header());
      assertThat(kernel.errors()).contains("more than 64 MB or 4096 frames");
    }
  }

  @Test
  void aFrameThatIsTooLargeIsNeverRead() throws Exception {
    try (TestKernel kernel = TestKernel.started();
        KernelClient large = new KernelClient(kernel.file);
        KernelClient client = new KernelClient(kernel.file)) {
      // The kernel closes the connection when it sees the size.
      assertThatThrownBy(
              () -> {
                ZmtpSocket socket = large.channel(Channel.SHELL);
                socket.send(List.of(new byte[SocketLoop.MAX_MESSAGE_BYTES + 1]));
                socket.receive(KernelClient.PATIENCE_MILLIS);
              })
          .isInstanceOf(IOException.class);
      assertThat(client.ask(Channel.SHELL, "kernel_info_request").type())
          .isEqualTo("kernel_info_reply");
      assertThat(kernel.errors()).isEmpty();
    }
  }

  @Test
  void theNewerOfTwoConnectionsWithOneIdentityGetsTheReplies() throws Exception {
    try (TestKernel kernel = TestKernel.started();
        KernelClient older = new KernelClient(kernel.file, "same");
        KernelClient newer = new KernelClient(kernel.file, "same")) {
      for (Channel channel : Channel.values()) {
        older.ask(channel, "kernel_info_request");
        for (int i = 0; i < 10; i++) {
          assertThat(newer.ask(channel, "kernel_info_request").type())
              .isEqualTo("kernel_info_reply");
        }
      }
    }
  }

  @Test
  void controlAndHeartbeatAnswerWhileShellIsBusy() throws Exception {
    TestKernel kernel = new TestKernel(TestKernel.freePorts("127.0.0.1", "secret"));
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    kernel.transport.start(
        (channel, message) -> {
          if (channel == Channel.SHELL) {
            busy.countDown();
            await(release);
          }
          kernel.received(channel, message);
        });
    try (kernel;
        KernelClient client = new KernelClient(kernel.file)) {
      client.send(Channel.SHELL, client.request("kernel_info_request"));
      await(busy);
      assertThat(client.ask(Channel.CONTROL, "kernel_info_request").type())
          .isEqualTo("kernel_info_reply");
      assertThat(client.ping()).isTrue();
      assertThat(client.receive(client.channel(Channel.SHELL), 50)).isNull();
      release.countDown();
      assertThat(client.receive(Channel.SHELL).type()).isEqualTo("kernel_info_reply");
    } finally {
      release.countDown();
    }
  }

  @Test
  void aReceiverThatThrowsDoesNotEndTheChannel() throws Exception {
    TestKernel kernel = new TestKernel(TestKernel.freePorts("127.0.0.1", "secret"));
    kernel.transport.start(
        (channel, message) -> {
          if (message.type().equals("foo_request")) {
            throw new IllegalStateException("on purpose");
          }
          kernel.received(channel, message);
        });
    try (kernel;
        KernelClient client = new KernelClient(kernel.file)) {
      client.send(Channel.SHELL, client.request("foo_request"));
      assertThat(client.ask(Channel.SHELL, "kernel_info_request").type())
          .isEqualTo("kernel_info_reply");
      assertThat(kernel.errors()).contains("on purpose");
    }
  }

  @Test
  void repliesOfManyThreadsAllArrive() throws Exception {
    int threads = 8;
    int each = 1_000;
    TestKernel kernel = new TestKernel(TestKernel.freePorts("127.0.0.1", "secret"));
    kernel.transport.start(
        (channel, message) -> {
          for (int i = 0; i < threads; i++) {
            Thread thread =
                new Thread(
                    () -> {
                      for (int n = 0; n < each; n++) {
                        kernel.transport.reply(
                            channel, kernel.session.reply(message, TestKernel.info()));
                      }
                    });
            thread.start();
          }
        });
    try (kernel;
        KernelClient client = new KernelClient(kernel.file)) {
      client.send(Channel.SHELL, client.request("kernel_info_request"));
      for (int i = 0; i < threads * each; i++) {
        client.receive(Channel.SHELL);
      }
      assertThat(client.receive(client.channel(Channel.SHELL), 50)).isNull();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(KernelClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
