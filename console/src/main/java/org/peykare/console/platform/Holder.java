package org.peykare.console.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// Who holds a working directory, as its lock file says.
///
/// @param pid process id
/// @param command what the process does, for messages: `peykare up`
/// @param started when it took the directory
/// @param url where its REST answers; missing where it has none, or not yet
/// @param token what REST asks for; missing where it asks for none
/// @param health where `/health` and `/ready` answer; missing where nothing does, or not yet
/// @param kafka `bootstrap.servers` of its cluster; missing until it runs
public record Holder(
    long pid,
    String command,
    Instant started,
    @Nullable String url,
    @Nullable String token,
    @Nullable String health,
    @Nullable String kafka) {

  /// JSON, the content of the lock file.
  static final JsonCodec<Holder> CODEC = JsonCodec.of(Holder.class);

  /// What stands for a process whose command is not known.
  public static final String COMMAND = "peykare";

  /// The command that holds a directory with an address of REST, or will have one soon.
  public static final String PLATFORM = "peykare up";

  static Holder thisProcess(String command) {
    return new Holder(
        ProcessHandle.current().pid(), command, Instant.now(), null, null, null, null);
  }

  /// The same, whose cluster is known.
  Holder onKafka(String bootstrapServers) {
    return new Holder(pid, command, started, url, token, health, bootstrapServers);
  }

  /// The same, whose REST answers at `root`.
  Holder withRest(String root, @Nullable String restToken) {
    return new Holder(pid, command, started, root, restToken, root, kafka);
  }

  /// The same, which has no REST but says at `root` how it is.
  Holder withHealth(String root) {
    return new Holder(pid, command, started, url, token, root, kafka);
  }

  /// For messages: `process 17 (peykare up, since 2026-…)`.
  public String text() {
    return "process %d (%s, since %s)".formatted(pid, command, started);
  }

  // The token stays out of logs.
  @Override
  public String toString() {
    return text();
  }
}
