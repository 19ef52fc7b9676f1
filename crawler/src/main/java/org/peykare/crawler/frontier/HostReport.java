package org.peykare.crawler.frontier;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.status.HostStatus;

/// Says how hosts are: those under way first, then those left alone, then the longest queues.
final class HostReport {
  private static final Comparator<HostQueue> LEAST_FIRST =
      Comparator.comparingInt((HostQueue host) -> host.buffer.busy ? 1 : 0)
          .thenComparingLong(host -> host.size)
          .thenComparingLong(host -> host.waiting);

  private final HostStates states;
  private final Budgets budgets;
  private final Handover handover;

  HostReport(HostStates states, Budgets budgets, Handover handover) {
    this.states = states;
    this.budgets = budgets;
    this.handover = handover;
  }

  /// At most `limit` of the hosts.
  List<HostStatus> top(Collection<HostQueue> hosts, int limit) {
    List<HostQueue> paused = new ArrayList<>();
    PriorityQueue<HostQueue> rest = new PriorityQueue<>(LEAST_FIRST);
    for (HostQueue host : hosts) {
      if (paused.size() < limit / 2 && states.pause(host.host) != null) {
        paused.add(host);
      } else {
        rest.add(host);
        if (rest.size() > limit) {
          rest.poll();
        }
      }
    }
    while (rest.size() + paused.size() > limit) {
      rest.poll();
    }
    List<HostStatus> statuses = new ArrayList<>(rest.size() + paused.size());
    rest.stream().sorted(LEAST_FIRST.reversed()).map(this::status).forEach(statuses::add);
    paused.stream().map(this::status).forEach(statuses::add);
    return statuses;
  }

  private HostStatus status(HostQueue host) {
    HostStates.Pause pause = states.pause(host.host);
    if (host.buffer.busy) {
      return status(host, HostStatus.State.FETCHING, null, null);
    }
    if (pause != null) {
      return status(host, HostStatus.State.BACKING_OFF, instant(pause.until()), pause.reason());
    }
    if (host.size == 0) {
      return status(
          host, HostStatus.State.WAITING, host.nextDue == 0 ? null : instant(host.nextDue), null);
    }
    String seed = host.fresh.first(_ -> true);
    if (seed != null && host.fresh.first(budgets::isOpen) == null) {
      return switch (budgets.rules().standing(seed)) {
        case ACTIVE ->
            status(
                host,
                HostStatus.State.BUDGET_SPENT,
                null,
                "the budget of seed %s is spent".formatted(seed));
        case PAUSED ->
            status(host, HostStatus.State.PAUSED, null, "seed %s is paused".formatted(seed));
        case REMOVED ->
            status(host, HostStatus.State.PAUSED, null, "seed %s was removed".formatted(seed));
      };
    }
    if (host.skipped == host.size) {
      return status(host, HostStatus.State.PAUSED, null, "no seed admits what is queued");
    }
    long left = handover.readyAt(host.buffer) - System.nanoTime();
    return status(host, HostStatus.State.READY, Instant.now().plus(Duration.ofNanos(left)), null);
  }

  private static HostStatus status(
      HostQueue host, HostStatus.State state, @Nullable Instant due, @Nullable String reason) {
    return new HostStatus(
        host.host,
        state,
        host.size,
        host.waiting,
        host.buffer.busy ? 1 : 0,
        due,
        reason == null || reason.isEmpty() ? null : reason);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS);
  }
}
