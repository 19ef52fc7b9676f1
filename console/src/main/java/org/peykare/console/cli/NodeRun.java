package org.peykare.console.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.peykare.console.node.Node;
import org.peykare.console.node.Patience;
import org.peykare.console.node.RoleKind;

/// Runs roles of the platform in this process until it is told to end.
final class NodeRun {
  private static final long READY_LOOK_MILLIS = 100;

  private final DirOption dir;
  private final Set<RoleKind> kinds;
  private final String command;

  NodeRun(DirOption dir, Set<RoleKind> kinds, String command) {
    this.dir = dir;
    this.kinds = kinds;
    this.command = command;
  }

  /// @param given settings of the command line, by the names of their environment variables
  int run(Map<String, String> given) throws InterruptedException {
    try (Signal signal = Signal.expect()) {
      Patience patience = new Patience(signal::isReceived, System.err::println);
      try (Node node = Node.open(dir.layout(), dir.settings(given), kinds, command, patience)) {
        System.out.println(
            kinds.contains(RoleKind.CONSOLE)
                ? "Console: " + node.url()
                : "Health: " + node.url() + "health");
        System.out.println("Kafka: " + node.bootstrapServers());
        awaitReady(node, signal);
        signal.await();
        System.err.println("Stopping; start again to go on.");
      } catch (CancellationException told) {
        System.err.println("Stopped while starting.");
      }
    }
    return 0;
  }

  /// Says when everything runs, and what is wrong while it does not.
  private static void awaitReady(Node node, Signal signal) throws InterruptedException {
    List<String> said = List.of();
    while (!signal.isReceived()) {
      List<String> troubles = node.troubles();
      if (troubles.isEmpty()) {
        System.out.println("Ready. Ctrl-C stops it; nothing is lost.");
        return;
      }
      if (!troubles.equals(said) && troubles.stream().anyMatch(t -> !t.endsWith("starting"))) {
        troubles.forEach(System.err::println);
        said = troubles;
      }
      Thread.sleep(READY_LOOK_MILLIS);
    }
  }
}
