package org.peykare.console.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.document.Verdict;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.status.RoleStatus;

/// The crawl as it was at one moment.
///
/// @param at that moment
/// @param since the oldest event that is counted
/// @param rates new pages per second, one value per [#RATE_STEP], oldest first, the newest last
/// @param hours new pages per hour, oldest first, the current hour last; at most [#HOURS]
/// @param outcomes attempts by what became of them: `fetched/200`, `failed/404`, `refused/robots`
/// @param events attempts since `since`
/// @param newPages pages fetched that were new or changed, since `since`
/// @param bytes body bytes, since `since`
/// @param newest the newest such pages, newest first, at most [#NEWEST]
/// @param lastNewPage when the newest of them was fetched
/// @param roles the latest status of each process, by role and instance
/// @param alarm what an operator should look at
public record CrawlView(
    Instant at,
    Instant since,
    List<Double> rates,
    List<Hour> hours,
    Map<String, Long> outcomes,
    long events,
    long newPages,
    long bytes,
    List<NewPage> newest,
    @Nullable Instant lastNewPage,
    List<RoleStatus> roles,
    @Nullable Alarm alarm) {

  /// Time that one value of the rates covers.
  public static final Duration RATE_STEP = Duration.ofSeconds(5);

  /// Values of the rates: ten minutes.
  public static final int RATES = 120;

  /// Hours kept: two days.
  public static final int HOURS = 48;

  /// Newest pages kept.
  public static final int NEWEST = 50;

  /// New pages of one hour.
  ///
  /// @param start when the hour begins
  public record Hour(Instant start, long pages) {}

  /// A page that was fetched, and its verdict where there is one yet.
  public record NewPage(FetchEvent event, @Nullable Verdict verdict) {}

  /// A crawl that is alive but has found nothing new for long.
  ///
  /// @param nothingNewSince the last new page, or when the crawler was first seen
  public record Alarm(Instant nothingNewSince) {}

  public CrawlView {
    rates = List.copyOf(rates);
    hours = List.copyOf(hours);
    outcomes = new TreeMap<>(outcomes);
    newest = List.copyOf(newest);
    roles = List.copyOf(roles);
  }

  /// Processes of `role` that have spoken lately.
  public List<RoleStatus> alive(String role) {
    return roles.stream().filter(r -> r.role().equals(role) && alive(r)).toList();
  }

  /// Whether a process has spoken lately and did not say that it stops.
  public boolean alive(RoleStatus status) {
    return !status.state().equals("stopped")
        && status.at().plusSeconds(RoleStatus.SILENT_AFTER_SECONDS).isAfter(at);
  }

  /// The sum of a count over the living processes of a role.
  public long count(String role, String name) {
    return alive(role).stream().mapToLong(r -> r.counts().getOrDefault(name, 0L)).sum();
  }

  /// New pages per second over the newest whole minute.
  public double rate() {
    return rates.subList(Math.max(0, rates.size() - 12), rates.size()).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(0);
  }
}
