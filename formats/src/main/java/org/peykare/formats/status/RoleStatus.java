package org.peykare.formats.status;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// What one process says about one of its roles, every few seconds. The value of topic `status`;
/// its key is `role/instance`. A process that ends in order writes a last one; one that is silent
/// for longer than [#SILENT_AFTER_SECONDS] is gone.
///
/// @param role `broker`, `crawler`, `corpus`, `trainer` or `console`
/// @param instance tells processes of one role apart; the same after a restart
/// @param node name of the machine
/// @param pid process id there
/// @param at when this was written
/// @param state what it is doing, in one lower-case word: `starting`, `running`, `idle`, `paused`,
///   `low-disk`, `failed`, `stopped`
/// @param message for people: why it is in that state, where that needs a reason
/// @param counts figures of the part of the work that this process has now, by name
/// @param hosts for crawlers: the hosts that say most about the crawl, at most [#HOSTS]
public record RoleStatus(
    String role,
    String instance,
    String node,
    long pid,
    Instant at,
    String state,
    @Nullable String message,
    Map<String, Long> counts,
    List<HostStatus> hosts) {

  /// JSON, the value of topic `status`.
  public static final JsonCodec<RoleStatus> CODEC = JsonCodec.of(RoleStatus.class);

  /// Hosts in one status at most: those in flight, those that wait for a reason, the longest
  /// queues.
  public static final int HOSTS = 500;

  /// A process that has said nothing for this long is taken for dead.
  public static final int SILENT_AFTER_SECONDS = 15;

  public RoleStatus {
    counts = counts == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(counts));
    hosts = hosts == null ? List.of() : List.copyOf(hosts);
  }

  /// Whether the process runs at `now`, as far as its silence tells.
  public boolean aliveAt(Instant now) {
    return !state.equals("stopped") && !at.isBefore(now.minusSeconds(SILENT_AFTER_SECONDS));
  }
}
