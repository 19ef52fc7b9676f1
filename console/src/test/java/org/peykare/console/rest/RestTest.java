package org.peykare.console.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.router.ParsedEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peykare.console.platform.Layout;
import org.peykare.console.platform.Operations;
import org.peykare.console.platform.Platform;
import org.peykare.console.platform.UrlStory;
import org.peykare.console.server.ConsoleServer;
import org.peykare.console.server.ServerConfig;
import org.peykare.console.settings.Settings;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.store.Snapshot;
import org.peykare.crawler.seed.Seed;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;

class RestTest {
  private static final String TOKEN = "a-token-for-these-tests";

  @TempDir static Path dir;

  private static Platform platform;
  private static Corpus corpus;
  private static Operations local;
  private static ConsoleServer server;
  private static Operations remote;

  @BeforeAll
  static void open() {
    Layout layout = new Layout(dir);
    Settings settings = Settings.read(dir, Map.of());
    platform = Platform.open(layout, settings, "peykare up");
    corpus = platform.corpus();
    local = platform.operations(corpus);
    server =
        ConsoleServer.start(
            new ServerConfig("127.0.0.1", 0, TOKEN),
            (_, status, message) -> status + " " + message,
            new RestApi(local));
    platform.announceRest(server.url(), TOKEN);
    // Finds the platform as a command does.
    remote = PlatformAccess.open(layout, settings, "peykare seeds");
  }

  @AfterAll
  static void close() {
    remote.close();
    server.close();
    local.close();
    corpus.close();
    platform.close();
  }

  @Test
  void aCommandAsksThePlatformThatHoldsTheDirectory() {
    assertThat(remote).isInstanceOf(RemoteOperations.class);
    assertThat(remote.corpus()).isEqualTo(local.corpus());
    assertThat(remote.roles()).isEqualTo(local.roles());
    assertThat(remote.tokenizers()).isEmpty();
    assertThat(remote.models()).isEmpty();
  }

  @Test
  void seedsTravelWhole() {
    Seed seed =
        Seed.builder("پیکره/1 ?&", List.of("http://example.org/"))
            .maxPages(7)
            .revisit(Duration.ofHours(3))
            .include("a.*b")
            .build();
    remote.putSeeds(List.of(seed));
    assertThat(local.seeds()).containsExactly(seed);
    assertThat(remote.seeds()).containsExactly(seed);
    assertThat(remote.removeSeed(seed.id())).isTrue();
    assertThat(remote.removeSeed(seed.id())).isFalse();
  }

  @Test
  void theCrawlIsPausedAndResumed() {
    remote.orderCrawl(CrawlOrder.Wanted.PAUSE);
    assertThat(local.crawlWanted()).isEqualTo(CrawlOrder.Wanted.PAUSE);
    remote.orderCrawl(CrawlOrder.Wanted.RUN);
    assertThat(remote.crawlWanted()).isEqualTo(CrawlOrder.Wanted.RUN);
  }

  @Test
  void verdictsAndDocumentsComeAsLines() {
    List<Verdict> verdicts = new ArrayList<>();
    remote.verdicts(verdicts::add);
    assertThat(verdicts).isEmpty();
    assertThat(remote.why("http://example.org/never")).isEmpty();
    UrlStory story = remote.story("HTTP://example.org/never#x");
    assertThat(story).isEqualTo(local.story("http://example.org/never"));
    assertThat(story)
        .isEqualTo(new UrlStory("http://example.org/never", List.of(), List.of(), null, null));
    assertThat(remote.tryFilters(Map.of("least-words", "9"), 10).pages()).isZero();
    assertThatThrownBy(() -> remote.tryFilters(Map.of("most-wrds", "9"), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is none of that name");
    assertThatThrownBy(() -> remote.learnQuality("nothing", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot find");
    List<Document> documents = new ArrayList<>();
    assertThatThrownBy(() -> remote.export("nothing", documents::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot find");
  }

  @Test
  void snapshotsAndRunsAndPolicies() {
    Snapshot snapshot = remote.makeSnapshot("one");
    assertThat(remote.snapshots()).contains(snapshot);
    assertThat(remote.tag("one", "two").tags()).containsExactly("one", "two");
    assertThat(remote.export("one", _ -> {})).isZero();
    assertThatThrownBy(() -> remote.makeSnapshot("one"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one");

    RunState run = remote.requestRun("r", "one", null, Map.of("steps", "2"), "command");
    assertThat(remote.runs()).containsExactly(run);
    assertThat(remote.orderRun("r", RunRequest.Wanted.PAUSE).id()).isEqualTo("r");
    assertThatThrownBy(() -> remote.orderRun("s", RunRequest.Wanted.PAUSE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot find the run s (there are: [r])");

    TrainingPolicy policy = new TrainingPolicy("p", 5, null, Map.of(), Instant.EPOCH);
    remote.putPolicy(policy);
    assertThat(remote.policies()).containsExactly(policy.knowing(List.of("one", "two")));
    assertThat(remote.removePolicy("p")).isTrue();
    assertThat(remote.removePolicy("p")).isFalse();
    assertThatThrownBy(() -> remote.fill("none", "a [MASK]", List.of(), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot find the model none");
  }

  @Test
  void badInputIsAProblemThatNamesTheFieldAndNoLibrary() throws Exception {
    HttpResponse<String> answer =
        send("PUT", "/api/v1/seeds", "{\"seeds\":[{\"id\":\"a\",\"start_urls\":[\"ftp://x\"]}]}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.get("title").asText()).isEqualTo("Bad Request");
    assertThat(problem.get("detail").asText())
        .contains("Invalid start URL of seed a: ftp://x")
        .doesNotContain("jackson", "org.peykare");
    assertThat(send("PUT", "/api/v1/crawl", "{\"wanted\":\"FLY\"}").body())
        .contains("field wanted")
        .doesNotContain("jackson", "org.peykare");
    assertThat(send("GET", "/api/v1/search", "").body()).contains("the parameter query is missing");
    assertThat(send("GET", "/api/v1/nothing", "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | seeds         | null                       | it is null",
        "PUT    | seeds         | {}                         | lacks the field seeds",
        "PUT    | seeds         | {\"seeds\":[null]}           | lacks the field seeds[0]",
        "PUT    | crawl         | {}                         | lacks the field wanted",
        "POST   | snapshots     | null                       | it is null",
        "POST   | snapshots     | {\"tag\":7}                  | field tag",
        "POST   | runs          | {}                         | lacks the field snapshot",
        "PUT    | policies      | {\"min_tokens\":1}           | lacks the field name",
        "PUT    | policies      | {\"name\":\"p\"}             | lacks the field min_tokens",
        "PUT    | policies      | {\"name\":\"p\",\"least\":1}   | field least",
      })
  void aRequestThatLacksAFieldOrHasAnUnknownOneSaysWhich(
      String method, String path, String body, String detail) throws Exception {
    HttpResponse<String> answer = send(method, "/api/v1/" + path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(detail).doesNotContain("Bodies", "Creator", "REDACTED");
  }

  @Test
  void aPolicyCountsFromNowWhereItDoesNotSaySinceWhen() throws Exception {
    Instant before = Instant.now();
    assertThat(
            send("PUT", "/api/v1/policies", "{\"name\":\"since-now\",\"min_tokens\":5}")
                .statusCode())
        .isEqualTo(204);
    assertThat(
            remote.policies().stream()
                .filter(policy -> policy.name().equals("since-now"))
                .map(TrainingPolicy::since))
        .singleElement()
        .satisfies(since -> assertThat(since).isBetween(before, Instant.now()));
    assertThat(remote.removePolicy("since-now")).isTrue();
  }

  @Test
  void theDescriptionHoldsExactlyTheRoutesThatAreServed() throws Exception {
    TreeSet<String> served = new TreeSet<>();
    Javalin.create(config -> {
      new RestApi(local).addTo(config.routes);
      for (ParsedEndpoint parsed : config.unsafe.internalRouter.allHttpHandlers()) {
        served.add(parsed.endpoint.method.name() + " " + parsed.endpoint.path);
      }
    });
    TreeSet<String> described = new TreeSet<>();
    JsonNode document = new ObjectMapper().readTree(send("GET", RestApi.DESCRIPTION, "").body());
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method ->
                    described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    described.add("GET " + RestApi.DESCRIPTION);
    assertThat(served).isNotEmpty().isEqualTo(described);
    // Every reference in the document leads somewhere.
    for (JsonNode reference : document.findValues("$ref")) {
      assertThat(document.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(server.url()).resolve(path))
              .header("Authorization", "Bearer " + TOKEN)
              .method(method, BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
