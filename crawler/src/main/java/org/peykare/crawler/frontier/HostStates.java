package org.peykare.crawler.frontier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What a partition's store says of hosts: until when each is left alone and why, and the delay
/// that its robots.txt asks for. Used by the stream thread alone.
final class HostStates {
  private final KeyValues store;
  private final Turns turns;
  private final LongSupplier microseconds;
  private final Map<String, Pause> pauses = new HashMap<>();
  private final Map<String, Integer> crawlDelays = new HashMap<>();

  /// @param until microseconds
  record Pause(long until, String reason) {}

  HostStates(KeyValues store, Turns turns, LongSupplier microseconds) {
    this.store = store;
    this.turns = turns;
    this.microseconds = microseconds;
  }

  /// Takes in a stored state.
  void open(String host, byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    long until = in.getLong();
    int delay = in.getInt();
    byte[] reason = new byte[in.remaining()];
    in.get(reason);
    if (delay > 0) {
      crawlDelays.put(host, delay);
    }
    pauseUntil(host, new Pause(until, new String(reason, StandardCharsets.UTF_8)));
  }

  /// Takes in what the outcome of a fetch says of its host.
  void accept(String host, UrlsRecord.Outcome outcome) {
    if (outcome.crawlDelay() != null) {
      setCrawlDelay(host, outcome.crawlDelay());
    }
    if (outcome.pause() != null) {
      long until =
          TimeUnit.MILLISECONDS.toMicros(outcome.at().plus(outcome.pause()).toEpochMilli());
      Pause pause = new Pause(until, outcome.reason() == null ? "" : outcome.reason());
      pauseUntil(host, pause);
      write(host, pause);
    }
  }

  /// The pauses that have not ended.
  Map<String, Pause> pauses() {
    long now = microseconds.getAsLong();
    pauses.values().removeIf(pause -> pause.until <= now);
    return pauses;
  }

  @Nullable Pause pause(String host) {
    Pause pause = pauses.get(host);
    return pause == null || pause.until <= microseconds.getAsLong() ? null : pause;
  }

  /// The delay that the host's robots.txt asked for when it was last read.
  Duration crawlDelay(String host) {
    return Duration.ofMillis(crawlDelays.getOrDefault(host, 0));
  }

  private void setCrawlDelay(String host, Duration delay) {
    int millis = (int) Math.min(Integer.MAX_VALUE, delay.toMillis());
    if (millis == crawlDelays.getOrDefault(host, 0)) {
      return;
    }
    if (millis == 0) {
      crawlDelays.remove(host);
    } else {
      crawlDelays.put(host, millis);
    }
    write(host, pauses.getOrDefault(host, new Pause(0, "")));
  }

  private void pauseUntil(String host, Pause pause) {
    long left = pause.until - microseconds.getAsLong();
    if (left > 0) {
      pauses.put(host, pause);
      turns.pause(host, Duration.of(left, ChronoUnit.MICROS));
    } else {
      pauses.remove(host);
    }
  }

  private void write(String host, Pause pause) {
    byte[] reason = pause.reason.getBytes(StandardCharsets.UTF_8);
    store.put(
        StoreKeys.host(host),
        ByteBuffer.allocate(12 + reason.length)
            .putLong(pause.until)
            .putInt(crawlDelays.getOrDefault(host, 0))
            .put(reason)
            .array());
  }
}
