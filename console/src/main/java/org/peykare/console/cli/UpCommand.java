package org.peykare.console.cli;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.peykare.console.node.RoleKind;
import org.peykare.console.platform.Holder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `peykare up`: the whole platform in one process.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole platform: Kafka, crawler, corpus, trainer and console.",
      "It waits for seeds; Ctrl-C or SIGTERM stops it within seconds (exit code 130 or 143), and",
      "nothing is lost. Other commands with the same --dir ask it."
    })
final class UpCommand implements Callable<Integer> {
  @Mixin private DirOption dir = new DirOption();

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "Port of the console (default: setting console.port, 8080); 0: any free one.")
  private @Nullable Integer port;

  @Mixin private CrawlSettings crawl = new CrawlSettings();

  @Override
  public Integer call() throws InterruptedException {
    Set<RoleKind> kinds = EnumSet.allOf(RoleKind.class);
    Map<String, String> given = crawl.given();
    if (port != null) {
      Checks.port("--port", port);
      given.put("PEYKARE_CONSOLE_PORT", port.toString());
    }
    return new NodeRun(dir, kinds, Holder.PLATFORM).run(given);
  }
}
