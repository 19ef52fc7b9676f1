package org.peykare.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.peykare.formats.url.UrlNormalForm;

class PoliteFetcherTest {
  private volatile int status = 503;
  private volatile String retryAfter = "";

  @Test
  void aBusyHostIsLeftAloneForLongerEachTimeUntilItAnswers() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    ResolveRule rule = ResolveRule.parse(".test=127.0.0.1:" + server.getAddress().getPort());
    try (Fetcher fetcher = new Fetcher(FetchConfig.forResolved(List.of(rule)))) {
      PoliteFetcher polite =
          new PoliteFetcher(fetcher, new Politeness(Duration.ZERO), Duration.ofMillis(4));

      assertThat(pause(polite)).isEqualTo(Duration.ofMillis(4));
      status = 429;
      assertThat(pause(polite)).isEqualTo(Duration.ofMillis(8));
      for (int i = 0; i < 4; i++) {
        pause(polite);
      }
      assertThat(pause(polite)).isEqualTo(Duration.ofMillis(80));
      status = 200;
      assertThat(polite.fetch(request())).isInstanceOf(Fetch.Fetched.class);
      status = 503;
      assertThat(pause(polite)).isEqualTo(Duration.ofMillis(4));
      retryAfter = "0";
      assertThat(pause(polite)).isZero();
    } finally {
      server.stop(0);
    }
  }

  private static @Nullable Duration pause(PoliteFetcher polite) throws InterruptedException {
    Fetch fetch = polite.fetch(request());
    assertThat(fetch).isInstanceOf(Fetch.Failed.class);
    return ((Fetch.Failed) fetch).retryAfter();
  }

  private static FetchRequest request() {
    return FetchRequest.of(UrlNormalForm.of("http://a.test/"));
  }
}
