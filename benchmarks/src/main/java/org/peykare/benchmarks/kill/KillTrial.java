package org.peykare.benchmarks.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.peykare.broker.TopicSetup;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.CorpusConfig;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedsTopic;
import org.peykare.formats.topic.Topic;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Crawls a generated web with two crawlers and two corpus workers and kills one process after
/// another, each at a random moment of the first 80 % of the crawl. Prints a row per crawl and a
/// row of sums; exits with 1 where something was lost or kept twice, or a host's delay was not
/// kept.
@Command(name = "kill", mixinStandardHelpOptions = true)
final class KillTrial implements Runnable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration TAKE_OVER = Duration.ofSeconds(20);

  @Option(names = "--crawls", description = "Crawls (default ${DEFAULT-VALUE}).")
  private int crawls = 5;

  @Option(names = "--kills", description = "Kills in each (default ${DEFAULT-VALUE}).")
  private int kills = 4;

  @Option(names = "--hosts", description = "Hosts (default ${DEFAULT-VALUE}).")
  private int hosts = 50;

  @Option(names = "--pages", description = "Pages of each host (default ${DEFAULT-VALUE}).")
  private int pages = 100;

  @Option(names = "--delay-ms", description = "Delay of a host (default ${DEFAULT-VALUE}).")
  private int delayMillis = 500;

  @Option(names = "--seed", description = "Of the moments and victims (default: by the clock).")
  private long seed = System.nanoTime() & 0xffff;

  @Option(names = "--dir", description = "Folder of the trial (default: a temporary one).")
  private Path dir = Path.of(System.getProperty("java.io.tmpdir"), "peykare-kill-trial");

  public static void main(String[] args) {
    System.exit(new CommandLine(new KillTrial()).execute(args));
  }

  @Override
  public void run() {
    System.out.printf(
        "%d crawls of %,d pages on %d hosts, delay %d ms, %d kills each, seed %d%n",
        crawls, hosts * pages, hosts, delayMillis, kills, seed);
    List<Findings> all = new ArrayList<>();
    for (int crawl = 0; crawl < crawls; crawl++) {
      try {
        Findings findings = crawl(new Random(seed + crawl), dir.resolve("crawl-" + crawl));
        System.out.println(findings);
        all.add(findings);
      } catch (IOException e) {
        throw new IllegalStateException("Cannot run the trial in " + dir, e);
      }
    }
    boolean sound = all.stream().allMatch(f -> f.isSound() && f.shortestGapMillis() >= delayMillis);
    System.out.printf(
        Locale.ROOT,
        "%d kills: %d pages lost, %d fetched twice of %d, shortest gap %.1f ms (delay %d), %d of %d clusters with one survivor, %d rows lost, %d twice%n",
        crawls * kills,
        all.stream().mapToInt(f -> f.pages() - Math.min(f.fetched(), f.judged())).sum(),
        all.stream().mapToInt(Findings::twice).sum(),
        all.stream().mapToInt(Findings::pages).sum(),
        all.stream().mapToDouble(Findings::shortestGapMillis).min().orElse(Double.NaN),
        delayMillis,
        all.stream().mapToInt(Findings::oneSurvivor).sum(),
        all.stream().mapToInt(Findings::clusters).sum(),
        all.stream().mapToLong(Findings::rowsLost).sum(),
        all.stream().mapToLong(Findings::rowsTwice).sum());
    if (!sound) {
      throw new IllegalStateException("Something was lost or came twice, see the rows above");
    }
  }

  private Findings crawl(Random random, Path folder) throws IOException {
    clear(folder);
    try (GeneratedWeb web = new GeneratedWeb(hosts, pages, pages / 4);
        Fleet fleet = new Fleet(folder, Duration.ofMillis(delayMillis));
        ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor()) {
      fleet.start(Fleet.Member.BROKER);
      TopicSetup.ensure(fleet.bootstrapServers(), Topic.DEFAULT_PARTITIONS);
      try (SeedsTopic seeds = SeedsTopic.open(fleet.bootstrapServers())) {
        seeds.putAll(Seed.ofUrls(web.seeds()));
      }
      List.of(Fleet.Member.values()).stream()
          .filter(member -> !member.is("broker"))
          .forEach(fleet::start);
      for (int at : moments(random, web.size())) {
        awaitPages(web, at);
        Fleet.Member victim = victim(random, fleet);
        // Some come back at once, some only when another has taken their work.
        long back = random.nextBoolean() ? random.nextInt(3_000) : TAKE_OVER.toMillis();
        back = victim.is("broker") ? Math.min(back, 3_000) : back;
        System.out.printf(
            "  page %,d of %,d: kill %s, back after %,d ms%n", at, web.size(), victim, back);
        fleet.kill(victim);
        restarts.schedule(() -> fleet.start(victim), back, TimeUnit.MILLISECONDS);
      }
      try (Corpus corpus =
          Corpus.open(CorpusConfig.defaults(fleet.bootstrapServers(), fleet.corpusDir()))) {
        awaitVerdicts(web, corpus);
        return Findings.of(web, corpus);
      }
    }
  }

  /// Random counts of fetched pages within the first 80 % of the crawl, ascending.
  private int[] moments(Random random, int size) {
    return random.ints(kills, 1, size * 8 / 10).sorted().toArray();
  }

  private static Fleet.Member victim(Random random, Fleet fleet) {
    List<Fleet.Member> alive = Arrays.stream(Fleet.Member.values()).filter(fleet::isAlive).toList();
    return alive.get(random.nextInt(alive.size()));
  }

  private static void awaitPages(GeneratedWeb web, int count) {
    await(() -> distinct(web) >= count, "page " + count);
  }

  private static int distinct(GeneratedWeb web) {
    Set<String> pages = new HashSet<>();
    for (GeneratedWeb.Hit hit : web.hits()) {
      if (!hit.path().equals("/robots.txt")) {
        pages.add(hit.host() + hit.path());
      }
    }
    return pages.size();
  }

  /// Waits until every page was fetched and judged, and a while longer, in which nothing should
  /// come any more.
  private static void awaitVerdicts(GeneratedWeb web, Corpus corpus) {
    awaitPages(web, web.size());
    await(
        () -> {
          Set<String> urls = new HashSet<>();
          corpus.verdicts(verdict -> urls.add(verdict.url()));
          return urls.size() >= web.size();
        },
        "a verdict on every page");
    sleep(Duration.ofSeconds(5));
  }

  private static void await(java.util.function.BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        System.out.printf("  gave up waiting for %s after %s%n", what, PATIENCE);
        return;
      }
      sleep(Duration.ofMillis(500));
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }
}
