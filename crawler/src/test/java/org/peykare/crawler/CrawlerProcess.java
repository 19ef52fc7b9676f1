package org.peykare.crawler;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.peykare.crawler.fetch.FetchConfig;
import org.peykare.crawler.fetch.ResolveRule;

/// A crawler in a process of its own, to be killed: `BOOTSTRAP STATE RULE DELAY_MILLIS`. Others
/// take over six seconds after it is killed.
final class CrawlerProcess {
  private CrawlerProcess() {}

  public static void main(String[] args) throws Exception {
    CrawlConfig config =
        CrawlConfig.of(
                args[0],
                Path.of(args[1]),
                FetchConfig.forResolved(List.of(ResolveRule.parse(args[2]))))
            .edit()
            .defaultDelay(Duration.ofMillis(Long.parseLong(args[3])))
            .threads(8)
            .sessionTimeout(Duration.ofSeconds(6))
            .build();
    Crawler crawler = Crawler.open(config);
    crawler.start();
    Thread.sleep(Duration.ofHours(1));
  }

  static Process start(String bootstrapServers, Path state, ResolveRule rule, Duration delay)
      throws java.io.IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            CrawlerProcess.class.getName(),
            bootstrapServers,
            state.toString(),
            rule.suffix() + "=127.0.0.1:" + rule.target().getPort(),
            Long.toString(delay.toMillis()))
        .inheritIO()
        .start();
  }
}
