package org.peykare.crawler;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedsTopic;

/// Pages per second and processor time over a generated web, server and broker in the same process:
/// `HOSTS PAGES DELAY_MILLIS KIB [THREADS]`. The server's own time is measured by fetching without
/// a crawler and is not taken off.
final class ThroughputMain {
  private ThroughputMain() {}

  public static void main(String[] args) throws Exception {
    int hosts = Integer.parseInt(args[0]);
    int pages = Integer.parseInt(args[1]);
    Duration delay = Duration.ofMillis(Long.parseLong(args[2]));
    int kib = Integer.parseInt(args[3]);
    int threads = args.length > 4 ? Integer.parseInt(args[4]) : 48;
    Path dir = Files.createTempDirectory("peykare-throughput");
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"));
        TestWeb web = web(hosts, pages, kib)) {
      TopicSetup.ensure(broker.bootstrapServers(), 8);
      try (SeedsTopic topic = SeedsTopic.open(broker.bootstrapServers())) {
        topic.putAll(
            Seed.ofUrls(
                IntStream.range(0, hosts).mapToObj("http://h%d.test/0"::formatted).toList()));
      }
      CrawlConfig config =
          CrawlConfig.of(
                  broker.bootstrapServers(),
                  dir.resolve("state"),
                  FetchConfig.forResolved(List.of(web.rule(".test"))))
              .edit()
              .threads(threads)
              .defaultDelay(delay)
              .build();
      try (Crawler crawler = Crawler.open(config)) {
        crawler.start();
        while (crawler.status().fetched() < hosts) {
          Thread.sleep(10);
        }
        long start = System.nanoTime();
        double cpu = cpuSeconds();
        long first = crawler.status().fetched();
        boolean idle = crawler.awaitIdle(Duration.ofMinutes(8));
        double seconds = (System.nanoTime() - start) / 1e9;
        CrawlStatus status = crawler.status();
        long fetched = status.fetched() - first;
        System.out.printf(
            "idle %s, fetched %d of %d, %.1f s, %.0f pages/s, %.2f CPU-s per 1,000 pages, shortest gap %s ms%n%s%n",
            idle,
            status.fetched(),
            hosts * pages,
            seconds,
            fetched / seconds,
            (cpuSeconds() - cpu) * 1000 / fetched,
            status.shortestGapMillis(),
            status);
        double atRest = cpuSeconds();
        Thread.sleep(10_000);
        System.out.printf("at rest: %.3f processors%n", (cpuSeconds() - atRest) / 10);
        System.out.println(
            "gaps at the server: least "
                + web.shortestGapMillis().values().stream().min(Long::compare));
      }
    }
    System.exit(0);
  }

  private static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  /// Every page links to 39 others of its host, and to one of another host.
  private static TestWeb web(int hosts, int pages, int kib) {
    Random random = new Random(1);
    StringBuilder filler = new StringBuilder();
    while (filler.length() < kib * 1024) {
      filler.append("<p>");
      for (int i = 0; i < 60; i++) {
        filler.append((char) ('a' + random.nextInt(26))).append("bcd ".charAt(random.nextInt(4)));
      }
      filler.append("</p>\n");
    }
    TestWeb web = new TestWeb();
    for (int h = 0; h < hosts; h++) {
      int host = h;
      web.host(
          "h%d.test".formatted(h),
          exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/robots.txt")) {
              return TestWeb.Answer.notFound();
            }
            int n = Integer.parseInt(path.substring(1));
            StringBuilder html = new StringBuilder("<html><body>");
            for (int i = 1; i <= 39; i++) {
              html.append("<a href=\"/").append((n * 7 + i) % pages).append("\">x</a> ");
            }
            html.append("<a href=\"http://h%d.test/%d\">y</a>".formatted((host + 1) % hosts, n));
            html.append(filler).append("</body></html>");
            return new TestWeb.Answer(
                200,
                "text/html",
                html.toString().getBytes(StandardCharsets.UTF_8),
                java.util.Map.of());
          });
    }
    return web;
  }
}
