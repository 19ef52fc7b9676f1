package org.peykare.crawler.frontier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Between the stream thread, which alone reads the store, and the workers, which take URLs: a
/// small buffer per host, and the hosts in the order of when their next request may start. One URL
/// of a host is out at a time.
final class Handover {
  /// Leases a host's buffer holds at most.
  static final int FULL = 64;

  /// A buffer with fewer is filled again.
  static final int LOW = 16;

  private static final long LIMIT_RECHECK = Duration.ofMillis(50).toNanos();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<HostBuffer> turns = new PriorityQueue<>();
  private final Map<Long, HostBuffer> buffers = new HashMap<>();
  private final Map<Long, Lease> outstanding = new HashMap<>();
  private final Map<String, Integer> outstandingBySeed = new HashMap<>();
  private final Map<Integer, Queue<Long>> hungry = new ConcurrentHashMap<>();
  private final Map<Integer, Long> since = new HashMap<>();
  private final Turns hostTurns;
  private final Budgets budgets;
  private final Tally tally;
  private final long maxPages;

  private final long opened = System.nanoTime();
  private @Nullable Thread leader;
  private int busy;
  private boolean paused = true;
  private boolean finished;

  Handover(Turns hostTurns, Budgets budgets, Tally tally, long maxPages) {
    this.hostTurns = hostTurns;
    this.budgets = budgets;
    this.tally = tally;
    this.maxPages = maxPages;
  }

  // ---- workers

  /// The next URL whose turn has come; waits for one up to `wait`, then null.
  @Nullable Lease take(Duration wait) throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    lock.lockInterruptibly();
    try {
      while (!finished) {
        long now = System.nanoTime();
        long sleep = deadline - now;
        if (sleep <= 0) {
          return null;
        }
        if (!paused && !isAtPageLimit()) {
          Lease lease = takeDue(now);
          if (lease != null) {
            return lease;
          }
          HostBuffer first = turns.peek();
          if (first != null && leader == null) {
            leadUntil(Math.min(sleep, Math.max(1, first.readyAt - now)));
            continue;
          }
        }
        changed.awaitNanos(sleep);
      }
      return null;
    } finally {
      if (leader == null && !turns.isEmpty()) {
        changed.signal();
      }
      lock.unlock();
    }
  }

  /// The worker is done with the URL; its outcome is on its way.
  void done(Lease lease) {
    lock.lock();
    try {
      HostBuffer buffer = buffers.get(lease.hostHash());
      busy--;
      if (buffer != null) {
        buffer.busy = false;
        queueTurn(buffer);
        forgetIfReleased(buffer);
      }
    } finally {
      lock.unlock();
    }
  }

  /// The worker gives the URL back unfetched: it is the host's next.
  void giveBack(Lease lease) {
    lock.lock();
    try {
      settle(lease.key());
      HostBuffer buffer = buffers.get(lease.hostHash());
      busy--;
      if (buffer != null) {
        buffer.busy = false;
        if (!buffer.closed && buffer.partition == lease.partition()) {
          buffer.leases.addFirst(lease);
          buffer.size++;
        }
        queueTurn(buffer);
      }
    } finally {
      lock.unlock();
    }
  }

  // ---- stream thread

  /// Whether the URL's seed wants it now.
  boolean mayHandOut(QueuedUrl queued) {
    return budgets.isOpen(queued.url().seed()) && budgets.rules().admits(queued.url());
  }

  /// The host's buffer, made if need be.
  ///
  /// @param crawlDelay the delay that its robots.txt asked for when it was last read
  HostBuffer buffer(String host, long hostHash, int partition, Duration crawlDelay) {
    lock.lock();
    try {
      HostBuffer buffer = buffers.get(hostHash);
      if (buffer == null || buffer.closed) {
        buffer =
            new HostBuffer(
                host, hostHash, partition, since.getOrDefault(partition, opened), crawlDelay);
        buffers.put(hostHash, buffer);
      }
      buffer.released = false;
      return buffer;
    } finally {
      lock.unlock();
    }
  }

  /// Adds leases to the end of the host's buffer.
  void offer(HostBuffer buffer, List<Lease> leases) {
    lock.lock();
    try {
      buffer.leases.addAll(leases);
      buffer.size = buffer.leases.size();
      queueTurn(buffer);
    } finally {
      lock.unlock();
    }
  }

  /// The host has nothing queued any more.
  void release(HostBuffer buffer) {
    lock.lock();
    try {
      buffer.released = true;
      forgetIfReleased(buffer);
    } finally {
      lock.unlock();
    }
  }

  /// The outcome of a URL has been taken in.
  void settled(long key) {
    lock.lock();
    try {
      settle(key);
      if (maxPages > 0) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// A host of the partition whose buffer is low; null when there is none.
  @Nullable Long nextHungry(int partition) {
    Queue<Long> hosts = hungry.get(partition);
    return hosts == null ? null : hosts.poll();
  }

  /// The parked URLs of a host, which are parked no longer.
  List<Long> unpark(HostBuffer buffer) {
    lock.lock();
    try {
      List<Long> urls = new ArrayList<>(buffer.parked);
      buffer.parked.clear();
      return urls;
    } finally {
      lock.unlock();
    }
  }

  /// Reckons anew when the hosts of a partition have their turns: delays have changed.
  void retime(int partition) {
    lock.lock();
    try {
      List<HostBuffer> waiting =
          turns.stream().filter(buffer -> buffer.partition == partition).toList();
      turns.removeIf(buffer -> buffer.partition == partition);
      for (HostBuffer buffer : waiting) {
        buffer.waitsForTurn = false;
        queueTurn(buffer);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// When the host has its turn, on the clock of [System#nanoTime].
  long readyAt(HostBuffer buffer) {
    lock.lock();
    try {
      return buffer.readyAt;
    } finally {
      lock.unlock();
    }
  }

  /// A partition has come: whoever had it may have asked its hosts until now.
  void openPartition(int partition) {
    lock.lock();
    try {
      since.put(partition, System.nanoTime());
      hungry.put(partition, new ConcurrentLinkedQueue<>());
    } finally {
      lock.unlock();
    }
  }

  /// Forgets everything of a partition that moves away or is restored anew.
  void closePartition(int partition) {
    List<Lease> gone;
    lock.lock();
    try {
      hungry.remove(partition);
      since.remove(partition);
      turns.removeIf(buffer -> buffer.partition == partition);
      buffers
          .values()
          .removeIf(buffer -> {
            buffer.closed |= buffer.partition == partition;
            return buffer.closed;
          });
      gone = outstanding.values().stream().filter(lease -> lease.partition() == partition).toList();
      gone.forEach(Lease::revoke);
      gone.forEach(lease -> settle(lease.key()));
    } finally {
      lock.unlock();
    }
    gone.forEach(lease -> hostTurns.breakOff(lease.url().host()));
  }

  // ---- operator

  void pause() {
    setPaused(true);
  }

  void resume() {
    setPaused(false);
  }

  /// Ends every wait; nothing is handed out any more.
  void finish() {
    lock.lock();
    try {
      finished = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isFinished() {
    lock.lock();
    try {
      return finished;
    } finally {
      lock.unlock();
    }
  }

  int busy() {
    lock.lock();
    try {
      return busy;
    } finally {
      lock.unlock();
    }
  }

  /// URLs taken whose outcome has not been taken in.
  int outstanding() {
    lock.lock();
    try {
      return outstanding.size();
    } finally {
      lock.unlock();
    }
  }

  /// Whether the crawl has all its pages, and none is on its way.
  boolean hasAllPages() {
    return maxPages > 0 && tally.pages() >= maxPages && outstanding() == 0;
  }

  // ---- under the lock

  private void setPaused(boolean value) {
    lock.lock();
    try {
      paused = value;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isAtPageLimit() {
    return maxPages > 0 && tally.pages() + outstanding.size() >= maxPages;
  }

  private void leadUntil(long nanos) throws InterruptedException {
    Thread me = Thread.currentThread();
    leader = me;
    try {
      changed.awaitNanos(nanos);
    } finally {
      if (leader == me) {
        leader = null;
      }
    }
  }

  private @Nullable Lease takeDue(long now) {
    for (HostBuffer first = turns.peek();
        first != null && first.readyAt - now <= 0;
        first = turns.peek()) {
      turns.poll();
      first.waitsForTurn = false;
      Lease next = first.leases.peek();
      long start = next == null ? now : start(first, next);
      if (start - now > 0) {
        queueTurnAt(first, start);
        continue;
      }
      Lease lease = takeFrom(first, now);
      if (lease != null) {
        return lease;
      }
    }
    return null;
  }

  private @Nullable Lease takeFrom(HostBuffer buffer, long now) {
    Lease lease = buffer.leases.peek();
    if (lease == null) {
      return null;
    }
    String seed = lease.url().seed();
    if (!mayHandOut(lease.queued())) {
      buffer.parked.add(next(buffer).urlHash());
      queueTurnAt(buffer, now);
      return null;
    }
    if (outstandingBySeed.getOrDefault(seed, 0) >= budgets.pagesLeft(seed)) {
      queueTurnAt(buffer, now + LIMIT_RECHECK);
      return null;
    }
    next(buffer);
    buffer.busy = true;
    busy++;
    outstanding.put(lease.key(), lease);
    outstandingBySeed.merge(seed, 1, Integer::sum);
    return lease;
  }

  private Lease next(HostBuffer buffer) {
    Lease lease = buffer.leases.remove();
    buffer.size = buffer.leases.size();
    if (buffer.size == LOW - 1 || buffer.size == 0) {
      Queue<Long> hosts = hungry.get(buffer.partition);
      if (hosts != null) {
        hosts.add(buffer.hostHash);
      }
    }
    return lease;
  }

  private void settle(long key) {
    Lease lease = outstanding.remove(key);
    if (lease != null) {
      outstandingBySeed.computeIfPresent(
          lease.url().seed(), (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private void queueTurn(HostBuffer buffer) {
    Lease next = buffer.leases.peek();
    if (next != null) {
      queueTurnAt(buffer, start(buffer, next));
    }
  }

  /// When the host may be asked for the URL: after its delay, counted anew from when it came to
  /// this crawler.
  private long start(HostBuffer buffer, Lease lease) {
    Duration delay = hostTurns.delay(lease.url());
    Duration longer = delay.compareTo(buffer.crawlDelay) > 0 ? delay : buffer.crawlDelay;
    long afterMove = buffer.since + longer.toNanos();
    long start = hostTurns.nextStart(lease.url());
    return start - afterMove > 0 ? start : afterMove;
  }

  private void queueTurnAt(HostBuffer buffer, long at) {
    if (buffer.busy || buffer.waitsForTurn || buffer.closed || buffer.leases.isEmpty()) {
      return;
    }
    buffer.readyAt = at;
    buffer.waitsForTurn = true;
    turns.add(buffer);
    if (turns.peek() == buffer) {
      leader = null;
      changed.signal();
    }
  }

  private void forgetIfReleased(HostBuffer buffer) {
    if (buffer.released && !buffer.busy && buffer.leases.isEmpty()) {
      buffers.remove(buffer.hostHash, buffer);
    }
  }
}
