package org.peykare.console.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.peykare.console.platform.Operations;
import org.peykare.console.settings.Settings;
import org.peykare.crawler.SeedCheck;
import org.peykare.crawler.check.SeedReport;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.fetch.ResolveRule;
import org.peykare.crawler.seed.Seed;
import org.peykare.formats.url.UrlNormalForm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `peykare seeds check`: what a crawl of a seed would find.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at a seed's site before it is crawled: robots.txt, sitemaps, feeds, and a sample of",
      "what would be followed and what not. Exit code 1 where something is in the way."
    })
final class SeedsCheckCommand implements Callable<Integer> {
  private static final String NAME = "peykare seeds";
  private static final int SHOWN = 5;

  @Mixin private DirOption dir = new DirOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "URL|ID",
      description = "Start URLs of a seed that may be added, or the id of one that is there.")
  private List<String> what = List.of();

  @Mixin private SeedOptions options = new SeedOptions();

  @Option(names = "--contact", paramLabel = "WHO", description = "For the User-Agent.")
  private String contact = "";

  @Option(
      names = "--resolve",
      paramLabel = "SUFFIX=IP:PORT",
      description = "Connect to this address for hosts that end so; may be repeated.")
  private List<String> resolve = List.of();

  @Option(names = "--allow-private", description = "Allow private and loopback addresses.")
  private boolean allowPrivate;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = dir.settings();
    FetchConfig fetch =
        FetchConfig.of(
            contact.isEmpty() ? settings.contact().orElse(null) : contact,
            allowPrivate || settings.allowPrivate(),
            (resolve.isEmpty() ? settings.resolve() : resolve)
                .stream().map(ResolveRule::parse).toList());
    SeedReport report = SeedCheck.run(seed(), fetch, settings.delay());
    if (json) {
      System.out.println(SeedReport.CODEC.toJson(report));
    } else {
      print(report);
    }
    return report.problems().isEmpty() ? 0 : 1;
  }

  private Seed seed() {
    String first = what.getFirst();
    if (UrlNormalForm.parse(first).isPresent()) {
      return options.applied(Seed.builder(first, what).build());
    }
    try (Operations operations = dir.operations(NAME)) {
      return operations.seeds().stream()
          .filter(seed -> seed.id().equals(first))
          .findFirst()
          .map(options::applied)
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "Cannot check %s: it is no http or https URL, and there is no seed with that id"
                      .formatted(first)));
    }
  }

  private static void print(SeedReport report) {
    for (SeedReport.Host host : report.hosts()) {
      System.out.printf(
          "%s  robots.txt %s, %d rules, a request every %.1f s%n",
          host.host(),
          host.robots().toLowerCase(Locale.ROOT),
          host.rules().size(),
          host.delay().toMillis() / 1000.0);
    }
    for (SeedReport.Start start : report.starts()) {
      System.out.printf(
          "%s  %s %s%s, %d links%s%n",
          start.url(),
          start.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          start.status() == 0 ? "" : start.status() + " ",
          start.content() == null ? "" : start.content(),
          start.links(),
          start.title() == null ? "" : ": " + start.title());
    }
    list("Sitemaps", report.sitemaps().size(), report.sitemaps());
    list("Feeds", report.feeds().size(), report.feeds());
    list("Would be followed", report.inScopeCount(), urls(report.inScope()));
    list("Would not be followed", report.outOfScopeCount(), urls(report.outOfScope()));
    report
        .problems()
        .forEach(problem -> System.out.printf("! %s: %s%n", problem.url(), problem.message()));
  }

  private static List<String> urls(List<SeedReport.Link> links) {
    return links.stream()
        .map(link -> link.url() + (link.reason() == null ? "" : "  (" + link.reason() + ")"))
        .toList();
  }

  private static void list(String title, int count, List<String> sample) {
    System.out.printf("%s: %,d%n", title, count);
    sample.stream().limit(SHOWN).forEach(one -> System.out.println("  " + one));
  }
}
