package io.interleave.front.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interleave.front.protocol.Channel;
import io.interleave.front.protocol.ConnectionFile;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.Publication;
import io.interleave.front.protocol.ShutdownReply;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LifecycleIT {
  @Test
  void aPortThatIsTakenIsNamedAndNothingIsLeftOpen() throws Exception {
    ConnectionFile file = TestKernel.freePorts("127.0.0.1", "secret");
    long before = System.nanoTime();
    try (ServerSocket taken = listen(file.controlPort())) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> new TestKernel(file))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("tcp://127.0.0.1:" + file.controlPort())
          .hasMessageContaining("control");
    }
    assertThat(System.nanoTime() - before)
        .isBetween(TimeUnit.SECONDS.toNanos(2), TimeUnit.SECONDS.toNanos(8));
    try (TestKernel kernel = new TestKernel(file)) {
      assertThat(kernel.errors()).isEmpty();
    }
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() throws Exception {
    ConnectionFile file = TestKernel.freePorts("192.0.2.1", "secret");
    assertThatThrownBy(() -> new TestKernel(file))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("tcp://192.0.2.1:" + file.hbPort());
  }

  @Test
  void aPortThatGetsFreeInTimeIsTaken() throws Exception {
    ConnectionFile file = TestKernel.freePorts("127.0.0.1", "secret");
    ServerSocket taken = listen(file.shellPort());
    Thread release =
        new Thread(
            () -> {
              try {
                TimeUnit.MILLISECONDS.sleep(300);
                taken.close();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    release.start();
    try (TestKernel kernel = new TestKernel(file);
        KernelClient client = new KernelClient(file)) {
      kernel.transport.start(kernel);
      assertThat(client.ask(Channel.SHELL, "kernel_info_request").type())
          .isEqualTo("kernel_info_reply");
    }
    release.join();
  }

  @Test
  void restartsOnTheSamePortsAllAnswer() throws Exception {
    ConnectionFile file = TestKernel.freePorts("127.0.0.1", "secret");
    for (int i = 0; i < 30; i++) {
      try (TestKernel kernel = new TestKernel(file);
          KernelClient client = new KernelClient(file)) {
        kernel.transport.start(kernel);
        assertThat(client.ask(Channel.CONTROL, "kernel_info_request").type())
            .isEqualTo("kernel_info_reply");
      }
    }
  }

  @Test
  void theLastReplyLeavesBeforeTheSocketsClose() throws Exception {
    for (int i = 0; i < 50; i++) {
      TestKernel kernel = new TestKernel(TestKernel.freePorts("127.0.0.1", "secret"));
      CountDownLatch asked = new CountDownLatch(1);
      kernel.transport.start(
          (channel, message) -> {
            ShutdownReply reply = new ShutdownReply(false);
            kernel.transport.reply(channel, kernel.session.reply(message, reply));
            kernel.publish(message, reply);
            asked.countDown();
          });
      try (KernelClient client = new KernelClient(kernel.file)) {
        ZmtpSocket subscriber = client.subscribe("");
        client.receive(subscriber);
        client.send(Channel.CONTROL, client.request("shutdown_request"));
        assertThat(asked.await(KernelClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        long before = System.nanoTime();
        kernel.close();
        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(client.receive(Channel.CONTROL).type()).isEqualTo("shutdown_reply");
        assertThat(client.receive(subscriber).type()).isEqualTo("shutdown_reply");
      }
    }
  }

  @Test
  void aClientThatNeverReadsDoesNotHoldUpTheEnd() throws Exception {
    TestKernel kernel = TestKernel.started();
    try (KernelClient client = new KernelClient(kernel.file)) {
      client.receive(client.subscribe(""));
      Message request = client.request("execute_request");
      for (int i = 0; i < 100; i++) {
        kernel.publish(request, new Publication.ExecuteInput("x".repeat(1 << 20), i));
      }
      long before = System.nanoTime();
      kernel.close();
      assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }
  }

  @Test
  void closingWithoutHavingStartedAndTwiceIsFine() throws Exception {
    TestKernel kernel = new TestKernel(TestKernel.freePorts("127.0.0.1", "secret"));
    kernel.close();
    kernel.close();
    assertThat(kernel.errors()).isEmpty();
  }

  @Test
  void theThreadOfAChannelCannotCloseTheTransport() throws Exception {
    TestKernel kernel = new TestKernel(TestKernel.freePorts("127.0.0.1", "secret"));
    kernel.transport.start((channel, message) -> kernel.close());
    try (KernelClient client = new KernelClient(kernel.file)) {
      client.send(Channel.SHELL, client.request("kernel_info_request"));
      client.send(Channel.SHELL, client.request("kernel_info_request"));
      for (int i = 0; i < 100 && kernel.errors().isEmpty(); i++) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(kernel.errors()).contains("cannot wait for its own end");
    }
    kernel.close();
  }

  private static ServerSocket listen(int port) throws Exception {
    return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
  }
}
