package org.peykare.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peykare.formats.url.UrlNormalForm;

class FetcherTest {
  private static final byte[] BODY = "<p>سلام brotli</p>".getBytes(StandardCharsets.UTF_8);

  private final AtomicReference<Map<String, List<String>>> asked = new AtomicReference<>(Map.of());
  private HttpServer server;
  private byte[] body = BODY;
  private Map<String, String> headers = Map.of("Content-Type", "text/html");
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.set(Map.copyOf(exchange.getRequestHeaders()));
          headers.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private FetchConfig config() {
    return FetchConfig.forResolved(
        List.of(ResolveRule.parse(".test=127.0.0.1:" + server.getAddress().getPort())));
  }

  private Fetch fetch(FetchConfig config, String url) {
    try (Fetcher fetcher = new Fetcher(config)) {
      return fetcher.fetch(FetchRequest.of(UrlNormalForm.of(url)));
    }
  }

  private static FetchConfig limited(FetchConfig c, int bytes, boolean allowPrivate) {
    return new FetchConfig(
        c.product(),
        "a@b.example",
        allowPrivate,
        allowPrivate ? List.of() : c.resolve(),
        bytes,
        c.connectTimeout(),
        Duration.ofMillis(300),
        c.callTimeout());
  }

  @Test
  void aResolveRuleLeavesUrlAndHostAlone() {
    Fetch fetch = fetch(config(), "http://deep.site.test/x?y=1");

    assertThat(fetch).isInstanceOf(Fetch.Fetched.class);
    assertThat(asked.get().get("Host")).containsExactly("deep.site.test");
    assertThat(asked.get().get("User-agent")).containsExactly("Peykare/0.1");
    assertThat(((Fetch.Fetched) fetch).body()).isEqualTo(BODY);
    assertThat(((Fetch.Fetched) fetch).address()).isEqualTo(InetAddress.getLoopbackAddress());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "deflate", "identity"})
  void undoesContentCodings(String coding) throws IOException {
    body = encode(coding);
    headers = Map.of("Content-Type", "text/html", "Content-Encoding", coding);

    assertThat(((Fetch.Fetched) fetch(config(), "http://a.test/")).body()).isEqualTo(BODY);
  }

  private static byte[] encode(String coding) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (coding) {
      case "gzip" -> {
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
          gzip.write(BODY);
        }
      }
      case "deflate" -> {
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
          deflate.write(BODY);
        }
      }
      case "br" -> out.write(Base64.getDecoder().decode("iwqAPHA+2LPZhNin2YUgYnJvdGxpPC9wPgM="));
      default -> out.write(BODY);
    }
    return out.toByteArray();
  }

  @Test
  void aBodyBeyondTheLimitIsCutAfterDecoding() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[50_000_000]);
    }
    body = bomb.toByteArray();
    headers = Map.of("Content-Encoding", "gzip");

    Fetch.Fetched fetched =
        (Fetch.Fetched) fetch(limited(config(), 4_096, false), "http://a.test/");

    assertThat(fetched.body()).hasSize(4_096);
    assertThat(fetched.truncated()).isEqualTo(Fetch.Truncation.LENGTH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:%d/", "http://localhost:%d/", "http://[::1]:%d/"})
  void refusesPrivateAddressesHoweverTheyAreNamed(String url) {
    Fetch fetch = fetch(config(), url.formatted(server.getAddress().getPort()));

    assertThat(fetch).isInstanceOf(Fetch.Refused.class);
    assertThat(((Fetch.Refused) fetch).reason()).startsWith("private address ");
  }

  @Test
  void fetchesFromPrivateAddressesWhereAllowed() {
    String url = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());

    assertThat(fetch(limited(config(), 4_096, true), url)).isInstanceOf(Fetch.Fetched.class);
  }

  @Test
  void onlyHostsOfARuleAreOwnGround() {
    FetchConfig config =
        FetchConfig.of(null, false, List.of(ResolveRule.parse(".test=127.0.0.1:1")));

    assertThat(config.isOwnGround("a.test:8080")).isTrue();
    assertThat(config.isOwnGround("example.org")).isFalse();
    assertThat(FetchConfig.of(null, true, List.of()).isOwnGround("intranet")).isTrue();
  }

  @Test
  void redirectsAreToldNotFollowed() {
    status = 302;
    headers = Map.of("Location", "/elsewhere");

    assertThat(fetch(config(), "http://a.test/"))
        .isInstanceOfSatisfying(
            Fetch.Redirected.class,
            redirected -> assertThat(redirected.location()).isEqualTo("/elsewhere"));
  }

  @Test
  void sendsValidatorsAndKnowsAnUnchangedPage() {
    status = 304;
    body = new byte[0];
    try (Fetcher fetcher = new Fetcher(config())) {
      Fetch fetch =
          fetcher.fetch(
              new FetchRequest(
                  UrlNormalForm.of("http://a.test/"),
                  "\"e\"",
                  "Fri, 01 May 2026 00:00:00 GMT",
                  List.of("fa", "en")));

      assertThat(fetch).isInstanceOf(Fetch.NotModified.class);
      assertThat(asked.get().get("If-none-match")).containsExactly("\"e\"");
      assertThat(asked.get().get("Accept-language")).containsExactly("fa, en");
    }
  }

  @Test
  void failuresSayWhyAndWhetherToTryAgain() throws IOException {
    status = 404;
    assertThat(fetch(config(), "http://a.test/"))
        .isInstanceOfSatisfying(
            Fetch.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("http 404");
              assertThat(failed.again()).isEqualTo(Fetch.Again.NEVER);
            });
    status = 503;
    headers = Map.of("Retry-After", "7");
    assertThat(fetch(config(), "http://a.test/"))
        .isInstanceOfSatisfying(
            Fetch.Failed.class,
            failed -> {
              assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(7));
              assertThat(failed.again()).isEqualTo(Fetch.Again.LATER);
            });
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      FetchConfig config =
          limited(
              FetchConfig.forResolved(
                  List.of(ResolveRule.parse("*=127.0.0.1:" + silent.getLocalPort()))),
              4_096,
              false);
      assertThat(((Fetch.Failed) fetch(config, "http://a.test/")).reason()).isEqualTo("timeout");
    }
  }

  @Test
  void knowsAddressesThatAreNotPublic() throws IOException {
    for (String address :
        List.of(
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "fe80::1",
            "fd00::1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1")) {
      assertThat(AddressGuard.isPublic(InetAddress.getByName(address))).as(address).isFalse();
    }
    for (String address :
        List.of("1.1.1.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::101:101")) {
      assertThat(AddressGuard.isPublic(InetAddress.getByName(address))).as(address).isTrue();
    }
  }

  @Test
  void badSettingsSayWhatWouldBeRight() {
    assertThatThrownBy(() -> ResolveRule.parse(".test=nowhere"))
        .hasMessage(
            "Invalid resolve rule: .test=nowhere (must be SUFFIX=IP:PORT, for example .test=127.0.0.1:8123)");
    assertThatThrownBy(() -> FetchConfig.forResolved(List.of()))
        .hasMessageContaining(
            "give an e-mail address or URL as the setting crawler.contact or with --contact");
    assertThatThrownBy(() -> limited(config(), 1, false))
        .hasMessage("Invalid fetch.max-body-bytes: 1 (must be 1024..8388608)");
    assertThat(FetchConfig.forWeb("me@lab.example").userAgent())
        .isEqualTo("Peykare/0.1 (+me@lab.example)");
  }
}
