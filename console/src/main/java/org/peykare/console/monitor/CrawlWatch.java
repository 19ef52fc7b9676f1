package org.peykare.console.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.document.Verdict;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.fetch.FetchEvent.Outcome;
import org.peykare.formats.status.RoleStatus;

/// Takes in events and tells how the crawl stands. Its memory does not grow with the crawl. Safe
/// for use by many threads.
public final class CrawlWatch {
  /// A running crawl without a new page for this long deserves a look.
  public static final Duration ALARM_AFTER = Duration.ofMinutes(30);

  private static final int VERDICTS = 20_000;
  private static final int ROLES = 1_000;
  private static final int HOSTS = 5_000;
  private static final int HOST_EVENTS = 5;
  private static final String OTHER = "other";

  private final InstantSource clock;
  private final Buckets rates = new Buckets(CrawlView.RATE_STEP.toSeconds(), CrawlView.RATES + 1);
  private final Buckets hours = new Buckets(3_600, CrawlView.HOURS);
  private final SortedMap<String, Long> outcomes = new TreeMap<>();
  private final Deque<FetchEvent> newest = new ArrayDeque<>();
  private final Map<String, Verdict> verdicts = new Bounded<>(VERDICTS);
  private final Map<String, Deque<FetchEvent>> hostEvents = new Bounded<>(HOSTS);
  private final Map<String, RoleStatus> roles = new Bounded<>(ROLES);
  private Instant since;
  private @Nullable Instant lastNewPage;
  private @Nullable Instant runningSince;
  private long events;
  private long newPages;
  private long bytes;
  private volatile long version;

  /// A watch that has seen nothing yet.
  public CrawlWatch(InstantSource clock) {
    this.clock = clock;
    this.since = clock.instant();
  }

  /// Takes in one attempt.
  public synchronized void take(FetchEvent event) {
    events++;
    bytes += event.bytes();
    since = event.at().isBefore(since) ? event.at() : since;
    outcomes.merge(outcome(event), 1L, Long::sum);
    Deque<FetchEvent> host =
        hostEvents.computeIfAbsent(event.host(), _ -> new ArrayDeque<>(HOST_EVENTS));
    push(host, event, HOST_EVENTS);
    if (event.outcome() == Outcome.FETCHED) {
      newPages++;
      rates.add(event.at());
      hours.add(event.at());
      push(newest, event, CrawlView.NEWEST);
      lastNewPage =
          lastNewPage == null || event.at().isAfter(lastNewPage) ? event.at() : lastNewPage;
    }
    version++;
  }

  /// Takes in what a process says of itself.
  public synchronized void take(RoleStatus status) {
    RoleStatus known = roles.get(key(status));
    if (known != null && known.at().isAfter(status.at())) {
      return;
    }
    roles.put(key(status), status);
    if (status.role().equals("crawler")) {
      boolean running = crawlerRuns(clock.instant());
      runningSince = !running ? null : runningSince == null ? clock.instant() : runningSince;
    }
    version++;
  }

  /// Takes in a verdict.
  public synchronized void take(Verdict verdict) {
    verdicts.put(verdict.url(), verdict);
    version++;
  }

  /// Grows whenever something was taken in.
  public long version() {
    return version;
  }

  /// The last attempts at a host, newest first, at most five.
  public synchronized List<FetchEvent> hostEvents(String host) {
    return List.copyOf(hostEvents.getOrDefault(host, new ArrayDeque<>()));
  }

  /// How the crawl stands now.
  public synchronized CrawlView view() {
    Instant now = clock.instant();
    return new CrawlView(
        now,
        since,
        rates.before(now, CrawlView.RATES).stream()
            .map(pages -> pages / (double) CrawlView.RATE_STEP.toSeconds())
            .toList(),
        hours(now),
        outcomes,
        events,
        newPages,
        bytes,
        newest.stream()
            .map(event -> new CrawlView.NewPage(event, verdicts.get(event.url())))
            .toList(),
        lastNewPage,
        new ArrayList<>(new TreeMap<>(roles).values()),
        alarm(now));
  }

  private List<CrawlView.Hour> hours(Instant now) {
    List<Long> counts = hours.upTo(now, CrawlView.HOURS);
    Instant first = hours.start(now).minus(Duration.ofHours(CrawlView.HOURS - 1L));
    return IntStream.range(0, counts.size())
        .mapToObj(i -> new CrawlView.Hour(first.plus(Duration.ofHours(i)), counts.get(i)))
        .filter(hour -> hour.start().plus(Duration.ofHours(1)).isAfter(since))
        .toList();
  }

  private CrawlView.@Nullable Alarm alarm(Instant now) {
    if (runningSince == null || !crawlerRuns(now)) {
      return null;
    }
    Instant from =
        lastNewPage != null && lastNewPage.isAfter(runningSince) ? lastNewPage : runningSince;
    return from.plus(ALARM_AFTER).isBefore(now) ? new CrawlView.Alarm(from) : null;
  }

  private boolean crawlerRuns(Instant now) {
    return roles.values().stream()
        .anyMatch(role ->
            role.role().equals("crawler")
                && role.state().equals("running")
                && role.at().plusSeconds(RoleStatus.SILENT_AFTER_SECONDS).isAfter(now));
  }

  /// `fetched/200`, `failed/timeout`: few values, whatever the web answers.
  private static String outcome(FetchEvent event) {
    String name = event.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
    if (event.status() >= 100 && event.status() < 600) {
      return name + "/" + event.status();
    }
    String reason = event.reason() == null ? OTHER : event.reason().split("[: ]", 2)[0];
    return name + "/" + (reason.matches("[a-z-]{1,20}") ? reason : OTHER);
  }

  private static void push(Deque<FetchEvent> queue, FetchEvent event, int most) {
    queue.addFirst(event);
    if (queue.size() > most) {
      queue.removeLast();
    }
  }

  private static String key(RoleStatus status) {
    return status.role() + "/" + status.instance();
  }

  /// Forgets what was not touched for longest.
  private static final class Bounded<V> extends LinkedHashMap<String, V> {
    private final int most;

    Bounded(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > most;
    }
  }
}
