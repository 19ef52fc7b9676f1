package org.peykare.console.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Settings of a crawler that may be given on the command line, for one start.
final class CrawlSettings {
  @Option(
      names = "--contact",
      paramLabel = "WHO",
      description = "E-mail address or URL for the User-Agent (setting crawler.contact).")
  private @Nullable String contact;

  @Option(
      names = "--delay",
      paramLabel = "T",
      description = "Between requests to one host (setting crawler.delay).")
  private @Nullable String delay;

  @Option(
      names = "--resolve",
      paramLabel = "SUFFIX=IP:PORT",
      description = "Connect to this address for hosts that end so; may be repeated.")
  private List<String> resolve = List.of();

  @Option(names = "--allow-private", description = "Allow private and loopback addresses.")
  private boolean allowPrivate;

  /// By the names of their environment variables.
  Map<String, String> given() {
    Map<String, String> given = new HashMap<>();
    if (contact != null) {
      given.put("PEYKARE_CRAWLER_CONTACT", contact);
    }
    if (delay != null) {
      given.put("PEYKARE_CRAWLER_DELAY", delay);
    }
    if (!resolve.isEmpty()) {
      given.put("PEYKARE_CRAWLER_RESOLVE", String.join(",", resolve));
    }
    if (allowPrivate) {
      given.put("PEYKARE_CRAWLER_ALLOW_PRIVATE", "true");
    }
    return given;
  }
}
