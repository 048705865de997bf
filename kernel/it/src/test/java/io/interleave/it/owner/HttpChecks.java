package io.interleave.it.owner;

import com.sun.net.httpserver.HttpServer;
import io.interleave.cell.owner.Owners;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Stages that the JDK's HTTP client completes. */
final class HttpChecks {
  private static final Owners OWNERS = Owners.ofThisJvm();

  private HttpChecks() {}

  static String stagesOfAClient() throws Exception {
    int first = AttributionProbe.cell();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Checks.sleep(30);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    HttpClient client = HttpClient.newHttpClient();
    try {
      URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      var one = client.sendAsync(request, BodyHandlers.ofString()).thenApply(x -> OWNERS.current());
      int second = AttributionProbe.cell();
      var two = client.sendAsync(request, BodyHandlers.ofString()).thenApply(x -> OWNERS.current());
      String wrong = Checks.same(first, one.get()) + Checks.same(second, two.get());
      wrong += Checks.same(List.of(), OWNERS.settle(first, 3_000));
      return wrong + Checks.same(List.of(), OWNERS.settle(second, 3_000));
    } finally {
      server.stop(0);
    }
  }
}
