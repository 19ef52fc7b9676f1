package org.peykare.crawler.frontier;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.crawler.url.TrapGuard;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.status.HostStatus;

/// The queues of one partition: what was seen, what waits for its turn, what waits for its time.
/// All that must outlive the process is in the store; the rest is counted anew from it on opening.
/// Used by the stream thread alone.
final class HostQueues {
  private static final int LOWEST_PRIORITY = 250;
  private static final int WAKE_AT_ONCE = 2_000;

  /// Queue entries that are looked at for one host before the others have their turn.
  private static final int LOOK_AT_ONCE = 2_000;

  /// States of a seen URL.
  private static final byte QUEUED = 1;

  private static final byte WAITING = 2;
  private static final byte DONE = 3;
  private static final byte REFUSED = 4;

  private final KeyValues store;
  private final int partition;
  private final SharedParts shared;
  private final Consumer<FetchEvent> refusals;
  private final LongSupplier microseconds;

  private final Map<Long, HostQueue> hosts = new HashMap<>();
  private final HostStates states;
  private final Map<String, Long> freshBySeed = new HashMap<>();
  private final Map<String, Long> skippedBySeed = new HashMap<>();
  private final Set<HostQueue> toFeed = new LinkedHashSet<>();
  private final List<HostQueue> unfinished = new ArrayList<>();
  private long fresh;
  private long waiting;
  private int queuedHosts;

  /// What the partitions of one crawler share.
  record SharedParts(
      Handover handover, SeenCache seen, Tally tally, Budgets budgets, Turns turns) {}

  HostQueues(
      KeyValues store,
      int partition,
      SharedParts shared,
      Consumer<FetchEvent> refusals,
      LongSupplier microseconds) {
    this.store = store;
    this.partition = partition;
    this.shared = shared;
    this.refusals = refusals;
    this.microseconds = microseconds;
    this.states = new HostStates(store, shared.turns, microseconds);
  }

  /// Counts what the store holds.
  void open() {
    shared.handover.openPartition(partition);
    Map<String, FrontierCounts> counts = new HashMap<>();
    scanAll('S', (key, value) -> counts.put(StoreKeys.name(key), FrontierCounts.fromBytes(value)));
    shared.tally.open(partition, counts);
    scanAll('H', (key, value) -> states.open(StoreKeys.name(key), value));
    scanAll('R', this::countWaiting);
    scanAll('Q', this::countQueued);
    toFeed.addAll(hosts.values());
  }

  void close() {
    shared.handover.closePartition(partition);
    shared.tally.close(partition);
    shared.seen.clear();
  }

  /// Takes in a record of topic `urls`.
  void accept(UrlsRecord record) {
    if (record instanceof UrlsRecord.Outcome outcome) {
      settle(outcome);
    }
    record.found().forEach(this::add);
  }

  /// Gives URLs to hosts whose buffers are low.
  void feed() {
    for (Long hash = shared.handover.nextHungry(partition);
        hash != null;
        hash = shared.handover.nextHungry(partition)) {
      HostQueue host = hosts.get(hash);
      if (host != null) {
        toFeed.add(host);
      }
    }
    toFeed.forEach(this::fill);
    toFeed.clear();
    toFeed.addAll(unfinished);
    unfinished.clear();
  }

  /// Queues what waited for a time that has come.
  void wake() {
    if (waiting == 0) {
      return;
    }
    List<byte[]> due = new ArrayList<>();
    List<byte[]> values = new ArrayList<>();
    byte[] until = StoreKeys.waiting(microseconds.getAsLong(), -1, -1);
    store.scan(
        StoreKeys.first('R'),
        until,
        (key, value) -> {
          due.add(key);
          values.add(value);
          return due.size() < WAKE_AT_ONCE;
        });
    for (int i = 0; i < due.size(); i++) {
      store.delete(due.get(i));
      QueuedUrl queued = QueuedUrl.fromBytes(values.get(i));
      HostQueue host = host(queued.url().host());
      host.waiting--;
      host.nextDue = 0;
      waiting--;
      enqueue(queued, StoreKeys.urlOfWaiting(due.get(i)));
    }
  }

  /// Looks at everything again: the seeds have changed.
  void rescan() {
    for (HostQueue host : hosts.values()) {
      shared.handover.unpark(host.buffer).forEach(host.handed::remove);
      lookAgain(host);
    }
    shared.handover.retime(partition);
  }

  /// URLs never fetched that wait for their turn.
  long fresh() {
    return fresh;
  }

  long waiting() {
    return waiting;
  }

  /// Hosts with URLs that wait for their turn.
  int hosts() {
    return queuedHosts;
  }

  /// The hosts that say most, at most `limit`; costs a look at each host in memory and at the first
  /// few URLs that wait for a time of their own.
  List<HostStatus> hostStatuses(int limit) {
    int[] looks = {0};
    Set<HostQueue> seen = new HashSet<>();
    store.scan(
        StoreKeys.first('R'),
        StoreKeys.last('R'),
        (key, _) -> {
          HostQueue host = hosts.get(StoreKeys.hostOfWaiting(key));
          if (host != null && seen.add(host)) {
            host.nextDue = StoreKeys.dueOfWaiting(key);
          }
          return ++looks[0] < limit;
        });
    return new HostReport(states, shared.budgets, shared.handover).top(hosts.values(), limit);
  }

  /// Whether something never fetched can be fetched now or within `horizon`.
  boolean hasWork(Duration horizon) {
    long until = microseconds.getAsLong() + micros(horizon);
    long left = -pausedUntil(until);
    for (Map.Entry<String, Long> seed : freshBySeed.entrySet()) {
      if (shared.budgets.isOpen(seed.getKey())) {
        left += seed.getValue() - skippedBySeed.getOrDefault(seed.getKey(), 0L);
        if (left > 0) {
          return true;
        }
      }
    }
    return freshIsWaitingUntil(until);
  }

  /// URLs never fetched, of open seeds, on hosts that are left alone for longer.
  private long pausedUntil(long until) {
    long paused = 0;
    for (Map.Entry<String, HostStates.Pause> pause : states.pauses().entrySet()) {
      HostQueue host = hosts.get(UrlHash.of(pause.getKey()));
      if (host != null && pause.getValue().until() > until) {
        paused +=
            host.fresh.sum(shared.budgets::isOpen) - host.freshSkipped.sum(shared.budgets::isOpen);
      }
    }
    return paused;
  }

  // ---- discovered

  private void add(CrawlUrl url) {
    String host = url.host();
    long hostHash = UrlHash.of(host);
    long urlHash = UrlHash.of(url.url().toString());
    long key = UrlHash.join(hostHash, urlHash);
    if (shared.seen.contains(key)) {
      return;
    }
    shared.seen.add(key);
    byte[] urlKey = StoreKeys.url(hostHash, urlHash);
    if (store.get(urlKey) != null) {
      return;
    }
    Optional<String> refusal = refusal(url, hostHash);
    if (refusal.isPresent()) {
      store.put(urlKey, urlValue(REFUSED, 0, 0));
      refuse(url, refusal.get());
    } else {
      enqueue(QueuedUrl.fresh(url), urlHash);
    }
  }

  private Optional<String> refusal(CrawlUrl url, long hostHash) {
    if (url.hops() > CrawlUrl.MAX_HOPS) {
      return Optional.of("trap: more than " + CrawlUrl.MAX_HOPS + " redirects in a row");
    }
    Optional<String> trap = TrapGuard.refusal(url.url());
    return trap.isPresent()
        ? trap
        : TrapGuard.budget(url.url())
            .filter(budget -> !countOn(budget, hostHash))
            .map(TrapGuard.Budget::refusal);
  }

  /// Counts a URL on its budget; false when that is used up.
  private boolean countOn(TrapGuard.Budget budget, long hostHash) {
    byte[] key = StoreKeys.pattern(hostHash, UrlHash.of(budget.pattern()));
    byte[] value = store.get(key);
    int count = value == null ? 0 : ByteBuffer.wrap(value).getInt();
    if (count >= budget.urls()) {
      return false;
    }
    store.put(key, ByteBuffer.allocate(4).putInt(count + 1).array());
    return true;
  }

  private void refuse(CrawlUrl url, String reason) {
    count(url.seed(), FetchEvent.Outcome.REFUSED, 0);
    refusals.accept(
        new FetchEvent(
            url.url().toString(),
            url.host(),
            Instant.ofEpochMilli(TimeUnit.MICROSECONDS.toMillis(microseconds.getAsLong())),
            0,
            FetchEvent.Outcome.REFUSED,
            0,
            0,
            reason,
            null,
            url.seed()));
  }

  private void enqueue(QueuedUrl queued, long urlHash) {
    CrawlUrl url = queued.url();
    HostQueue host = host(url.host());
    int priority = Math.min(url.depth(), LOWEST_PRIORITY);
    long due = Math.max(microseconds.getAsLong(), host.lastDue + 1);
    host.lastDue = due;
    byte[] key = StoreKeys.queued(host.hash, priority, due, urlHash);
    store.put(key, queued.toBytes());
    store.put(StoreKeys.url(host.hash, urlHash), urlValue(QUEUED, priority, due));
    resize(host, queued, 1);
    if (host.cursor != null && Arrays.compareUnsigned(key, host.cursor) < 0) {
      if (host.skipped == 0) {
        host.cursor = key;
        host.cursorSeen = false;
      } else {
        lookAgain(host);
      }
    }
    if (host.buffer.isLow()) {
      toFeed.add(host);
    }
  }

  // ---- outcomes

  private void settle(UrlsRecord.Outcome outcome) {
    count(outcome.seed(), outcome.result(), outcome.bytes());
    String host = outcome.url().authority();
    states.accept(host, outcome);
    if (outcome.place() == UrlsRecord.Place.QUEUED) {
      long hostHash = UrlHash.of(host);
      long urlHash = UrlHash.of(outcome.url().toString());
      unqueue(outcome, hostHash, urlHash);
      shared.handover.settled(UrlHash.join(hostHash, urlHash));
    }
  }

  private void unqueue(UrlsRecord.Outcome outcome, long hostHash, long urlHash) {
    byte[] urlKey = StoreKeys.url(hostHash, urlHash);
    byte[] seen = store.get(urlKey);
    if (seen == null || seen[0] != QUEUED) {
      return;
    }
    ByteBuffer state = ByteBuffer.wrap(seen, 1, 9);
    byte[] queueKey = StoreKeys.queued(hostHash, state.get() & 0xFF, state.getLong(), urlHash);
    byte[] value = store.get(queueKey);
    store.delete(queueKey);
    if (value == null) {
      return;
    }
    QueuedUrl queued = QueuedUrl.fromBytes(value);
    HostQueue host = host(outcome.url().authority());
    if (!host.handed.remove(urlHash) && host.skipped > 0) {
      lookAgain(host);
    }
    resize(host, queued, -1);
    putAside(outcome, queued, host, urlHash);
    if (host.size == 0) {
      toFeed.remove(host);
    }
    if (host.isEmpty()) {
      hosts.remove(host.hash);
      shared.handover.release(host.buffer);
    }
  }

  private void putAside(
      UrlsRecord.Outcome outcome, QueuedUrl queued, HostQueue host, long urlHash) {
    byte[] urlKey = StoreKeys.url(host.hash, urlHash);
    @Nullable QueuedUrl later =
        switch (outcome.next()) {
          case DONE -> null;
          case RETRY ->
              outcome.result() == FetchEvent.Outcome.FAILED ? queued.failedOnce() : queued;
          case REVISIT -> queued.visited(outcome);
        };
    if (later == null) {
      store.put(urlKey, urlValue(DONE, 0, 0));
      return;
    }
    long due = microseconds.getAsLong() + micros(outcome.in());
    store.put(StoreKeys.waiting(due, host.hash, urlHash), later.toBytes());
    store.put(urlKey, urlValue(WAITING, 0, due));
    host.waiting++;
    host.nextDue = host.waiting == 1 || due < host.nextDue ? due : host.nextDue;
    waiting++;
  }

  private void count(String seed, FetchEvent.Outcome result, long bytes) {
    store.put(StoreKeys.seed(seed), shared.tally.count(partition, seed, result, bytes).toBytes());
  }

  // ---- handing out

  private void fill(HostQueue host) {
    int room = Handover.FULL - host.buffer.size;
    if (room <= 0 || !host.hasMore()) {
      return;
    }
    List<Lease> leases = new ArrayList<>(room);
    int[] looks = {0};
    byte[] from = host.cursor == null ? StoreKeys.queueStart(host.hash) : host.cursor;
    store.scan(
        from,
        StoreKeys.queueEnd(host.hash),
        (key, value) -> {
          if (host.cursorSeen && Arrays.equals(key, host.cursor)) {
            return true;
          }
          look(host, key, value, leases);
          host.cursor = key;
          host.cursorSeen = true;
          return leases.size() < room && ++looks[0] < LOOK_AT_ONCE;
        });
    shared.handover.offer(host.buffer, leases);
    if (looks[0] >= LOOK_AT_ONCE && leases.size() < room) {
      unfinished.add(host);
    }
  }

  private void look(HostQueue host, byte[] key, byte[] value, List<Lease> leases) {
    long urlHash = StoreKeys.urlOfQueued(key);
    if (host.handed.contains(urlHash)) {
      return;
    }
    QueuedUrl queued = QueuedUrl.fromBytes(value);
    if (shared.handover.mayHandOut(queued)) {
      host.handed.add(urlHash);
      leases.add(new Lease(queued, host.hash, urlHash, partition));
      return;
    }
    host.skipped++;
    if (queued.isFresh()) {
      host.freshSkipped.add(queued.url().seed(), 1);
      skippedBySeed.merge(queued.url().seed(), 1L, Long::sum);
    }
  }

  /// Looks at the host's queue from its start.
  private void lookAgain(HostQueue host) {
    host.cursor = null;
    host.cursorSeen = false;
    host.skipped = 0;
    host.freshSkipped.drain((seed, count) -> skippedBySeed.merge(seed, -count, Long::sum));
    toFeed.add(host);
  }

  private void countQueued(byte[] key, byte[] value) {
    QueuedUrl queued = QueuedUrl.fromBytes(value);
    HostQueue host = hosts.get(StoreKeys.hostOfQueued(key));
    if (host == null) {
      host = host(queued.url().host());
    }
    host.lastDue = Math.max(host.lastDue, StoreKeys.dueOfQueued(key));
    resize(host, queued, 1);
  }

  private void countWaiting(byte[] key, byte[] value) {
    HostQueue host = hosts.get(StoreKeys.hostOfWaiting(key));
    if (host == null) {
      host = host(QueuedUrl.fromBytes(value).url().host());
      host.nextDue = StoreKeys.dueOfWaiting(key);
    }
    host.waiting++;
    waiting++;
  }

  private HostQueue host(String name) {
    long hash = UrlHash.of(name);
    return hosts.computeIfAbsent(
        hash,
        _ ->
            new HostQueue(
                name,
                hash,
                shared.handover.buffer(name, hash, partition, states.crawlDelay(name))));
  }

  private void resize(HostQueue host, QueuedUrl queued, int change) {
    host.size += change;
    if (host.size == 0 || host.size == change) {
      queuedHosts += change;
    }
    if (queued.isFresh()) {
      String seed = queued.url().seed();
      host.fresh.add(seed, change);
      freshBySeed.merge(seed, (long) change, (a, b) -> a + b == 0 ? null : a + b);
      fresh += change;
    }
  }

  private boolean freshIsWaitingUntil(long until) {
    boolean[] found = {false};
    if (waiting > 0) {
      store.scan(
          StoreKeys.first('R'),
          StoreKeys.waiting(until, -1, -1),
          (_, value) -> {
            found[0] = QueuedUrl.isFresh(value);
            return !found[0];
          });
    }
    return found[0];
  }

  private void scanAll(char kind, java.util.function.BiConsumer<byte[], byte[]> visitor) {
    store.scan(
        StoreKeys.first(kind),
        StoreKeys.last(kind),
        (key, value) -> {
          visitor.accept(key, value);
          return true;
        });
  }

  private static byte[] urlValue(byte state, int priority, long due) {
    return ByteBuffer.allocate(10).put(state).put((byte) priority).putLong(due).array();
  }

  private static long micros(Duration time) {
    return TimeUnit.NANOSECONDS.toMicros(time.toNanos());
  }
}
