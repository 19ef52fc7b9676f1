package org.peykare.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.peykare.console.metrics.Measures;
import org.peykare.console.monitor.CrawlWatch;
import org.peykare.console.server.ConsoleServer;
import org.peykare.console.server.ServerConfig;
import org.peykare.formats.run.RunState;

/// The measures of a platform in the middle of its work.
class MeasuresTest {
  @Test
  void prometheusReadsThePlatformsMeasuresUnderItsOwnConventions() throws Exception {
    SketchedPlatform platform = new SketchedPlatform();
    CrawlWatch watch = new CrawlWatch(InstantSource.system());
    SketchedCrawl.fill(platform, watch, Instant.now());
    Measures measures = new Measures(platform, watch);
    try (ConsoleServer server =
        ConsoleServer.start(ServerConfig.loopback(0), (_, _, message) -> message, measures)) {
      String first = scrape(server);
      assertThat(first.lines().toList())
          .contains(
              "peykare_fetches_total{outcome=\"failed\",status=\"404\"} 40.0",
              "peykare_fetches_total{outcome=\"failed\",status=\"timeout\"} 1.0",
              "peykare_verdicts_total{reason=\"\",stage=\"\",verdict=\"kept\"} 31904.0",
              "peykare_verdicts_total{reason=\"too-short\",stage=\"length\",verdict=\"dropped\"} 6120.0",
              "peykare_frontier_urls{state=\"queued\"} 12840.0",
              "peykare_role_up{instance=\"crawler-1\",role=\"crawler\"} 1.0",
              "peykare_run_step{run=\"first-1\"} 412.0",
              "peykare_run_tokens_per_second{run=\"first-1\"} 5432.1",
              "peykare_corpus_documents 31904.0",
              "peykare_crawl_stalled 0.0")
          .anyMatch(line -> line.startsWith("peykare_new_pages_total "))
          .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
      platform.runs.put(
          "first-1", SketchedPlatform.run("first-1", RunState.State.DONE, 2_000, 2_000));
      assertThat(scrape(server)).doesNotContain("peykare_run_step{run=\"first-1\"}");
    }
  }

  private static String scrape(ConsoleServer server) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "metrics")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
