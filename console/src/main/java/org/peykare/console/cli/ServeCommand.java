package org.peykare.console.cli;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.peykare.console.node.RoleKind;
import org.peykare.console.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `peykare serve`: one role of the platform, for containers and several machines.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Runs one role of the platform on an outside Kafka (setting kafka.bootstrap-servers),",
      "or the broker for the others. Each process has a --dir of its own; crawlers and corpus",
      "workers share the work. /health, /ready and /metrics answer beside it."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int KAFKA_PORT = 9092;

  @Mixin private DirOption dir = new DirOption();

  @Parameters(paramLabel = "ROLE", description = "One of ${COMPLETION-CANDIDATES}.")
  private RoleKind role = RoleKind.CONSOLE;

  @Option(
      names = "--port",
      paramLabel = "P",
      description =
          "Port of the console, or of /health for other roles (default: setting console.port; else 8080 for the console, any free one for others).")
  private @Nullable Integer port;

  @Mixin private CrawlSettings crawl = new CrawlSettings();

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> given = crawl.given();
    if (port != null) {
      Checks.port("--port", port);
      given.put("PEYKARE_CONSOLE_PORT", port.toString());
    }
    Settings settings = dir.settings(given);
    boolean outside = settings.bootstrapServers().isPresent();
    if (role == RoleKind.BROKER && outside) {
      throw new IllegalArgumentException(
          "Cannot serve a broker: kafka.bootstrap-servers names an outside one (%s); remove it, or serve another role"
              .formatted(settings.bootstrapServers().get()));
    }
    if (role != RoleKind.BROKER && !outside) {
      throw new IllegalArgumentException(
          "Cannot serve the %s alone: no Kafka is named; set kafka.bootstrap-servers in %s or PEYKARE_KAFKA_BOOTSTRAP_SERVERS (peykare up has a Kafka of its own)"
              .formatted(role.roleName(), dir.path().resolve(Settings.FILE)));
    }
    if (role == RoleKind.BROKER && settings.brokerPort() == 0) {
      given.put("PEYKARE_KAFKA_PORT", Integer.toString(KAFKA_PORT));
    }
    return new NodeRun(dir, Set.of(role), "peykare serve " + role.roleName()).run(given);
  }
}
