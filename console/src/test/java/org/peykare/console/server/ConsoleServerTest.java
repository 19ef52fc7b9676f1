package org.peykare.console.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleServerTest {
  private static final String TOKEN = "a-token-for-these-tests";

  private final AtomicInteger changes = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void refusesAnOpenAddressWithoutAToken(String host) {
    assertThatThrownBy(() -> new ServerConfig(host, 0, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot open the console on " + host)
        .hasMessageContaining("token");
  }

  @Test
  void refusesATokenThatCanBeGuessed() {
    assertThatThrownBy(() -> new ServerConfig("0.0.0.0", 0, "short"))
        .hasMessageContaining("16 or more");
  }

  @Test
  void saysWhenThePortIsTaken() {
    try (ConsoleServer first = open()) {
      assertThatThrownBy(() -> start(ServerConfig.loopback(first.port())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("port " + first.port());
    }
  }

  @Test
  void everyAnswerForbidsInlineScriptsAndFrames() throws Exception {
    try (ConsoleServer server = open()) {
      for (String path : List.of("page", "missing", "api/fault", "health")) {
        HttpResponse<String> answer = get(server, path);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
            .contains("script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "api/bad,     400, Invalid delay",
    "api/none,    404, no run of that name",
    "api/missing, 404, nothing at /api/missing",
    "api/fault,   500, its log tells more",
  })
  void programsGetProblems(String path, int status, String detail) throws Exception {
    try (ConsoleServer server = open()) {
      HttpResponse<String> answer = get(server, path);
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(answer.body())
          .contains("\"status\":" + status, detail, "\"instance\":\"/" + path + "\"")
          .doesNotContain("secret cause");
    }
  }

  @Test
  void peopleGetPagesWithTheMessageEscapedByThePage() throws Exception {
    try (ConsoleServer server = open()) {
      HttpResponse<String> answer = get(server, "missing");
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
      assertThat(answer.body()).isEqualTo("<p>404 There is nothing at /missing</p>");
      HttpResponse<String> cannot = get(server, "cannot");
      assertThat(cannot.statusCode()).isEqualTo(503);
      assertThat(cannot.body()).isEqualTo("<p>503 Cannot use the catalog</p>");
    }
  }

  @Test
  void aForeignHostNameIsRefusedOnLoopback() throws Exception {
    try (ConsoleServer server = open()) {
      assertThat(statusLineFor(server, "evil.example")).contains("421");
      assertThat(statusLineFor(server, "localhost.evil.example")).contains("421");
      assertThat(statusLineFor(server, "localhost:" + server.port())).contains("200");
      assertThat(statusLineFor(server, "127.0.0.1")).contains("200");
      assertThat(statusLineFor(server, "[::1]:" + server.port())).contains("200");
    }
  }

  @Test
  void aFormWithoutItsTokenChangesNothing() throws Exception {
    try (ConsoleServer server = open()) {
      assertThat(post(server, "page", "").statusCode()).isEqualTo(403);
      assertThat(post(server, "page", "csrf=guessed").statusCode()).isEqualTo(403);
      assertThat(changes).hasValue(0);
      String csrf = get(server, "page").body();
      assertThat(post(server, "page", "csrf=" + csrf).statusCode()).isEqualTo(200);
      assertThat(post(server, "page", "", "X-CSRF-Token", csrf).statusCode()).isEqualTo(200);
      assertThat(changes).hasValue(2);
    }
  }

  @Test
  void anotherOriginChangesNothing() throws Exception {
    try (ConsoleServer server = open()) {
      String form = "csrf=" + get(server, "page").body();
      assertThat(post(server, "page", form, "Origin", "https://evil.example").statusCode())
          .isEqualTo(403);
      assertThat(post(server, "page", form, "Origin", "null").statusCode()).isEqualTo(403);
      assertThat(post(server, "page", form, "Sec-Fetch-Site", "cross-site").statusCode())
          .isEqualTo(403);
      assertThat(post(server, "api/change", "", "Origin", "https://evil.example").statusCode())
          .isEqualTo(403);
      assertThat(changes).hasValue(0);
      String own = "http://localhost:" + server.port();
      assertThat(post(server, "page", form, "Origin", own).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withATokenPagesLeadToTheLoginAndRestRefuses() throws Exception {
    try (ConsoleServer server = start(new ServerConfig("127.0.0.1", 0, TOKEN))) {
      HttpResponse<String> page = get(server, "page");
      assertThat(page.statusCode()).isEqualTo(303);
      assertThat(page.headers().firstValue("Location")).hasValue("/login");
      assertThat(get(server, "api/state").statusCode()).isEqualTo(401);
      assertThat(get(server, "api/state", "Authorization", "Bearer wrong").statusCode())
          .isEqualTo(401);
      assertThat(get(server, "api/state", "Authorization", "Bearer " + TOKEN).statusCode())
          .isEqualTo(200);
      assertThat(post(server, "api/change", "", "Authorization", "Bearer " + TOKEN).statusCode())
          .isEqualTo(200);
      assertThat(get(server, "health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theTokenGivesASessionThatScriptsCannotRead() throws Exception {
    try (ConsoleServer server = start(new ServerConfig("127.0.0.1", 0, TOKEN))) {
      String csrf = get(server, "login").body();
      assertThat(post(server, "login", "csrf=" + csrf + "&token=wrong").headers().map())
          .doesNotContainKey("set-cookie");
      String cookie =
          post(server, "login", "csrf=" + csrf + "&token=" + TOKEN)
              .headers()
              .firstValue("Set-Cookie")
              .orElseThrow();
      assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
      String session = cookie.substring(0, cookie.indexOf(';'));
      assertThat(get(server, "page", "Cookie", session).statusCode()).isEqualTo(200);
      String forged = session.replaceFirst("=\\d+", "=99999999999");
      assertThat(get(server, "page", "Cookie", forged).statusCode()).isEqualTo(303);
    }
  }

  @Test
  void aRequestThatIsTooLargeIsRefused() throws Exception {
    try (ConsoleServer server = open()) {
      String head =
          "POST /api/change HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
              .formatted(ConsoleServer.MAX_BODY_BYTES + 1);
      assertThat(statusLine(server, head)).contains("413");
      assertThat(changes).hasValue(0);
    }
  }

  @Test
  void readyNamesWhatIsNot() throws Exception {
    ErrorPage none = (_, status, message) -> status + message;
    try (ConsoleServer server =
        ConsoleServer.start(
            ServerConfig.loopback(0),
            none,
            new HealthRoutes(() -> List.of("no crawler", "no broker")))) {
      assertThat(get(server, "health").body()).isEqualTo("alive\n");
      HttpResponse<String> ready = get(server, "ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).isEqualTo("no crawler\nno broker\n");
    }
  }

  private ConsoleServer open() {
    return start(ServerConfig.loopback(0));
  }

  private ConsoleServer start(ServerConfig config) {
    RouteGroup routes =
        (setup, access) -> {
          setup.get("/page", context -> context.result(access.formToken(context)));
          setup.post("/page", context -> context.result("done " + changes.incrementAndGet()));
          setup.get("/login", context -> context.result(access.formToken(context)), Admission.OPEN);
          setup.post(
              "/login",
              context ->
                  context.result("" + access.login(context, "" + context.formParam("token"))),
              Admission.OPEN);
          setup.get("/api/state", context -> context.result("state"));
          setup.post("/api/change", context -> context.result("" + changes.incrementAndGet()));
          setup.get(
              "/api/bad",
              _ -> {
                throw new IllegalArgumentException("Invalid delay: -1");
              });
          setup.get(
              "/api/none",
              _ -> {
                throw new NoSuchElementException("There is no run of that name");
              });
          setup.get(
              "/cannot",
              _ -> {
                throw new IllegalStateException("Cannot use the catalog");
              });
          setup.get(
              "/api/fault",
              _ -> {
                throw new IllegalStateException("secret cause");
              });
        };
    ErrorPage page = (_, status, message) -> "<p>%d %s</p>".formatted(status, message);
    return ConsoleServer.start(config, page, routes, new HealthRoutes(List::of));
  }

  private HttpResponse<String> get(ConsoleServer server, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
    return http.send(with(request, headers).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(
      ConsoleServer server, String path, String form, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return http.send(with(request, headers).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  /// The JDK's client sets Host by itself, so this one writes to a socket.
  private static String statusLineFor(ConsoleServer server, String host) throws IOException {
    return statusLine(
        server, "GET /page HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host));
  }

  private static String statusLine(ConsoleServer server, String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }
}
