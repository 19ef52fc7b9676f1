package org.peykare.console.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.peykare.console.platform.Holder;
import org.peykare.console.platform.NodeName;
import org.peykare.console.platform.Operations;
import org.peykare.console.platform.Platform;
import org.peykare.console.rest.PlatformAccess;
import org.peykare.console.settings.Settings;
import org.peykare.corpus.Corpus;
import org.peykare.crawler.CrawlConfig;
import org.peykare.crawler.CrawlStatus;
import org.peykare.crawler.Crawler;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.fetch.ResolveRule;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedsTopic;
import org.peykare.formats.run.CrawlOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `peykare crawl`: crawls the seeds, the corpus stream running beside.
@Command(
    name = "crawl",
    mixinStandardHelpOptions = true,
    description = {
      "Crawls the seeds and gives every page its verdict.",
      "Goes on where it stopped; Ctrl-C stops it, nothing is lost.",
      "A platform that runs on this --dir is asked instead, and goes on when this command ends."
    })
final class CrawlCommand implements Callable<Integer> {
  private static final String NAME = "peykare crawl";
  private static final Duration PATIENCE = Duration.ofDays(1);

  @Mixin private DirOption dir = new DirOption();

  @Option(
      names = "--seeds",
      paramLabel = "FILE",
      description = "Add the seeds of this file first: a list of URLs, or YAML.")
  private @Nullable Path seeds;

  @Option(names = "--until-idle", description = "End when nothing never-fetched is due.")
  private boolean untilIdle;

  @Option(
      names = "--max-pages",
      paramLabel = "N",
      description = "Pages of the whole crawl; 0: no limit (default).")
  private long maxPages;

  @Option(
      names = "--delay",
      paramLabel = "T",
      converter = DurationConverter.class,
      description =
          "Between a response and the next request to the same host (default: setting crawler.delay, 1s).")
  private @Nullable Duration delay;

  @Option(
      names = "--resolve",
      paramLabel = "SUFFIX=IP:PORT",
      description = "Connect to this address for hosts that end so; may be repeated.")
  private List<String> resolve = List.of();

  @Option(
      names = "--warc-dir",
      paramLabel = "D",
      description = "Also write WARC files to this folder.")
  private @Nullable Path warcDir;

  @Option(
      names = "--contact",
      paramLabel = "WHO",
      description = "E-mail address or URL for the User-Agent; required except with --resolve.")
  private @Nullable String contact;

  @Option(names = "--allow-private", description = "Allow private and loopback addresses.")
  private boolean allowPrivate;

  @Option(names = "--json", description = "At the end, print the counts as JSON.")
  private boolean json;

  /// Ctrl-C interrupts the crawl and waits until it has closed everything.
  @Override
  public Integer call() throws InterruptedException {
    Thread crawl = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> interruptAndWait(crawl, ended));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return crawl();
    } finally {
      ended.countDown();
      removeHook(hook);
    }
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "Says how every process of the platform is, and the counts.")
  int status(
      @Mixin DirOption of,
      @Option(names = "--json", description = "One status a line, as JSON.") boolean asJson) {
    try (Operations operations = of.operations(NAME)) {
      CrawlWatching crawl = new CrawlWatching(operations);
      if (asJson) {
        crawl.printJson();
      } else {
        crawl.print();
      }
      return 0;
    }
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Makes all crawlers give out no more URLs, until resume.")
  int pause(@Mixin DirOption of) {
    return order(of, CrawlOrder.Wanted.PAUSE);
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Makes all crawlers go on.")
  int resume(@Mixin DirOption of) {
    return order(of, CrawlOrder.Wanted.RUN);
  }

  private static int order(DirOption of, CrawlOrder.Wanted wanted) {
    try (Operations operations = of.operations(NAME)) {
      operations.orderCrawl(wanted);
      System.out.println(
          wanted == CrawlOrder.Wanted.PAUSE
              ? "Paused: what is in flight ends. Go on with: peykare crawl resume"
              : "The crawl goes on.");
      return 0;
    }
  }

  /// Asks the running platform.
  private int handedOver(Holder platform) throws InterruptedException {
    List<String> own = new ArrayList<>();
    own.addAll(delay == null ? List.of() : List.of("--delay"));
    own.addAll(contact == null ? List.of() : List.of("--contact"));
    own.addAll(warcDir == null ? List.of() : List.of("--warc-dir"));
    own.addAll(resolve.isEmpty() ? List.of() : List.of("--resolve"));
    own.addAll(allowPrivate ? List.of("--allow-private") : List.of());
    own.addAll(maxPages == 0 ? List.of() : List.of("--max-pages"));
    if (!own.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot change %s of the running platform (%s): set it in %s and start the platform again, or give seeds their own"
              .formatted(
                  String.join(", ", own), platform.text(), dir.path().resolve(Settings.FILE)));
    }
    List<Seed> added = seeds == null ? List.of() : SeedFile.read(seeds);
    try (Operations operations = dir.operations(NAME)) {
      if (!added.isEmpty()) {
        operations.putSeeds(added);
      }
      requireSeeds(operations.seeds());
      CrawlWatching crawl = new CrawlWatching(operations);
      if (untilIdle) {
        crawl.untilIdle();
      }
      if (json) {
        crawl.printJson();
      } else {
        crawl.print();
      }
      return 0;
    }
  }

  private int crawl() throws InterruptedException {
    Optional<Holder> running =
        PlatformAccess.running(dir.layout()).filter(holder -> holder.url() != null);
    if (running.isPresent()) {
      return handedOver(running.get());
    }
    Settings settings = dir.settings();
    FetchConfig fetch = fetchConfig(settings);
    List<Seed> added = seeds == null ? List.of() : SeedFile.read(seeds);
    try (Platform platform = Platform.open(dir.layout(), settings, NAME)) {
      platform.floor().require("crawl");
      CrawlConfig config = crawlConfig(platform, settings, fetch);
      addSeeds(platform, added);
      try (Corpus corpus = platform.corpus();
          Crawler crawler = Crawler.open(config)) {

        corpus.start();
        crawler.start();
        follow(crawler, corpus);
        print(crawler.status(), corpus);
      }
    }
    return 0;
  }

  private void follow(Crawler crawler, Corpus corpus) {
    try {
      boolean idle = false;
      while (!idle || !untilIdle) {
        idle = crawler.awaitIdle(Duration.ofSeconds(5));
        CrawlStatus status = crawler.status();
        System.err.printf(
            "%,d pages fetched, %,d URLs waiting on %,d hosts, %,d in flight%n",
            status.fetched(), status.queued(), status.hosts(), status.inFlight());
        if (corpus.status().state().equals("failed")) {
          throw new IllegalStateException(
              "The corpus stream failed, so the crawl stops; the messages above say why");
        }
        if (idle && !untilIdle) {
          Thread.sleep(Duration.ofSeconds(5));
        }
      }
      if (!corpus.awaitCaughtUp(PATIENCE)) {
        throw new IllegalStateException("The corpus did not catch up within " + PATIENCE);
      }
    } catch (InterruptedException stop) {
      System.err.println("Stopping; crawl again to go on.");
    }
  }

  private void print(CrawlStatus status, Corpus corpus) {
    if (json) {
      System.out.println(CrawlStatus.CODEC.toJson(status));
      return;
    }
    System.out.printf(
        "Fetched %,d, unchanged %,d, redirects %,d, refused %,d, failed %,d, no pages %,d%n",
        status.fetched(),
        status.notModified(),
        status.redirected(),
        status.refused(),
        status.failed(),
        status.notStored());
    CorpusReport.print(corpus.status());
  }

  private FetchConfig fetchConfig(Settings settings) {
    return FetchConfig.of(
        Optional.ofNullable(contact).or(settings::contact).orElse(null),
        allowPrivate || settings.allowPrivate(),
        Stream.concat(resolve.stream(), settings.resolve().stream())
            .map(ResolveRule::parse)
            .toList());
  }

  private CrawlConfig crawlConfig(Platform platform, Settings settings, FetchConfig fetch) {
    return CrawlConfig.of(platform.bootstrapServers(), platform.layout().crawlerState(), fetch)
        .edit()
        .instanceId(NodeName.of(settings, dir.path()).instance())
        .defaultDelay(delay == null ? settings.delay() : delay)
        .threads(settings.threads())
        .sessionTimeout(settings.crawlerSessionTimeout())
        .maxPages(maxPages)
        .warcDir(warcDir)
        .build();
  }

  private static void addSeeds(Platform platform, List<Seed> added) {
    try (SeedsTopic topic = SeedsTopic.open(platform.bootstrapServers())) {
      topic.putAll(added);
      requireSeeds(topic.list());
    }
  }

  private static void requireSeeds(List<Seed> seeds) {
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to crawl: no seeds; name a file with --seeds FILE, or peykare seeds add URL");
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // Ctrl-C: the hook runs already, and the latch lets it end.
    }
  }

  private static void interruptAndWait(Thread crawl, CountDownLatch ended) {
    crawl.interrupt();
    try {
      ended.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
