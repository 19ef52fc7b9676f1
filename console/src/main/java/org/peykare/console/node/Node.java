package org.peykare.console.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.peykare.console.platform.DiskFloor;
import org.peykare.console.platform.Layout;
import org.peykare.console.platform.NodeName;
import org.peykare.console.platform.Operations;
import org.peykare.console.platform.Platform;
import org.peykare.console.settings.Settings;
import org.peykare.corpus.Corpus;

/// A process of the platform at work.
public final class Node implements AutoCloseable {
  private final Platform platform;
  private final NodeName name;
  private final DiskFloor floor;
  private final Corpus corpus;
  private final Operations operations;
  private final Set<RoleKind> kinds;
  private final List<Supervisor> supervisors = new ArrayList<>();
  private volatile boolean closing;
  private @Nullable StatusBoard board;
  private @Nullable Console console;

  private Node(Platform platform, Settings settings, Set<RoleKind> kinds) {
    this.platform = platform;
    this.kinds = kinds;
    this.name = NodeName.of(settings, platform.layout().dir());
    this.floor = platform.floor();
    this.corpus = platform.corpus();
    this.operations = platform.operations(corpus);
  }

  /// Starts the roles `kinds` on a working directory. The console answers when this returns; the
  /// other roles come up beside it, and [#troubles] says what is not there yet.
  ///
  /// @param command what this process does, for others that find the directory held
  /// @param patience waits for an outside Kafka
  /// @throws IllegalArgumentException when the settings do not allow it, or the directory is held
  public static Node open(
      Layout layout, Settings settings, Set<RoleKind> kinds, String command, Patience patience) {
    if (kinds.contains(RoleKind.CRAWLER)) {
      CrawlerRole.fetch(settings);
    }
    Console.config(settings, kinds);
    settings.bootstrapServers().ifPresent(patience::await);
    Platform platform = Platform.open(layout, settings, command);
    Node node = null;
    try {
      node = new Node(platform, settings, kinds);
      node.start(settings);
      return node;
    } catch (RuntimeException e) {
      if (node == null) {
        platform.close();
      } else {
        node.close();
      }
      throw e;
    }
  }

  private void start(Settings settings) {
    String servers = platform.bootstrapServers();
    Layout layout = platform.layout();
    if (kinds.contains(RoleKind.CRAWLER)) {
      supervise(CrawlerRole.of(servers, layout, settings, name.instance()));
    }
    if (kinds.contains(RoleKind.CORPUS)) {
      supervise(new CorpusRole(name.instance(), servers, layout, settings));
    }
    if (kinds.contains(RoleKind.TRAINER)) {
      supervise(new TrainingRole(name.instance(), servers, layout, settings));
    }
    board = StatusBoard.start(servers, name.node(), this::notes);
    console = Console.start(settings, kinds, servers, operations, this::troubles);
    if (kinds.contains(RoleKind.CONSOLE)) {
      platform.announceRest(console.url(), settings.consoleToken().orElse(null));
    } else {
      platform.announceHealth(console.url());
    }
  }

  private void supervise(Role role) {
    Supplier<Optional<String>> hold =
        platform.hasBroker() ? floor::trouble : () -> floor.trouble().or(this::brokerTrouble);
    supervisors.add(Supervisor.start(role, hold));
  }

  /// A broker elsewhere cannot refuse what it has no room for, so it is asked.
  private Optional<String> brokerTrouble() {
    return operations.roles().stream()
        .filter(role -> role.role().equals(RoleKind.BROKER.roleName()))
        .filter(role -> role.state().equals("low-disk"))
        .filter(role -> role.aliveAt(Instant.now()))
        .map(role -> "the broker on %s has %s".formatted(role.node(), role.message()))
        .findFirst();
  }

  /// Where the console, or the health of this process, is found.
  public String url() {
    return console == null ? "" : console.url();
  }

  /// Kafka's `bootstrap.servers`.
  public String bootstrapServers() {
    return platform.bootstrapServers();
  }

  /// What keeps this process from its work now; empty where it does it.
  public List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    for (Supervisor supervisor : supervisors) {
      supervisor
          .trouble()
          .ifPresent(trouble -> troubles.add(supervisor.role().name() + ": " + trouble));
    }
    if (supervisors.isEmpty()) {
      floor.trouble().ifPresent(troubles::add);
    }
    return troubles;
  }

  private List<StatusBoard.Note> notes() {
    List<StatusBoard.Note> notes = new ArrayList<>();
    boolean ending = closing;
    for (Supervisor supervisor : supervisors) {
      String state =
          switch (supervisor.state()) {
            case STARTING, RUNNING -> null;
            case HELD -> "low-disk";
            case FAILED -> "failed";
          };
      if (state != null && !ending) {
        notes.add(note(supervisor.role().name(), state, supervisor.trouble().orElse(null)));
      }
    }
    if (platform.hasBroker()) {
      Optional<String> low = floor.trouble();
      notes.add(
          ending
              ? note("broker", "stopped", null)
              : note("broker", low.isPresent() ? "low-disk" : "running", low.orElse(null)));
    }
    if (kinds.contains(RoleKind.CONSOLE)) {
      notes.add(note("console", ending ? "stopped" : "running", null));
    }
    return notes;
  }

  private StatusBoard.Note note(String role, String state, @Nullable String message) {
    return new StatusBoard.Note(role, name.instance(), state, message, Map.of());
  }

  /// Stops: first nobody can ask any more, then the roles end, all at once, for each has what it
  /// did on topics or in files; the broker goes last. What is in flight ends or is done again after
  /// the next start; nothing is lost.
  @Override
  public void close() {
    closing = true;
    Closing parts = new Closing();
    parts.close(console);
    supervisors.forEach(Supervisor::stop);
    supervisors.forEach(parts::close);
    parts.close(board);
    parts.close(operations);
    parts.close(corpus);
    parts.close(platform);
    parts.end();
  }
}
