package org.peykare.crawler.frontier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Keys of the one store, each kind with its own first byte. Numbers are big-endian, so that the
/// order of bytes is the order of numbers.
///
/// | Key | Value |
/// |---|---|
/// | `U` host 8, URL 8 | state 1, priority 1, due 8: every URL seen |
/// | `Q` host 8, priority 1, due 8, URL 8 | [QueuedUrl]: waits for its turn |
/// | `R` due 8, host 8, URL 8 | [QueuedUrl]: waits for a time of its own |
/// | `H` host name | pause until 8, Crawl-delay in milliseconds 4, why it is paused |
/// | `P` host 8, pattern 8 | URLs counted on a trap budget 4 |
/// | `S` seed id | [FrontierCounts] |
///
/// Hosts, URLs and patterns are their [UrlHash]; times are microseconds.
final class StoreKeys {
  static final int QUEUE_KEY = 26;
  static final int WAITING_KEY = 25;

  private StoreKeys() {}

  static byte[] url(long host, long url) {
    return ByteBuffer.allocate(17).put((byte) 'U').putLong(host).putLong(url).array();
  }

  static byte[] queued(long host, int priority, long due, long url) {
    return ByteBuffer.allocate(QUEUE_KEY)
        .put((byte) 'Q')
        .putLong(host)
        .put((byte) priority)
        .putLong(due)
        .putLong(url)
        .array();
  }

  static byte[] queueStart(long host) {
    return ByteBuffer.allocate(9).put((byte) 'Q').putLong(host).array();
  }

  static byte[] queueEnd(long host) {
    byte[] key = new byte[QUEUE_KEY];
    Arrays.fill(key, (byte) 0xFF);
    ByteBuffer.wrap(key).put((byte) 'Q').putLong(host);
    return key;
  }

  static byte[] waiting(long due, long host, long url) {
    return ByteBuffer.allocate(WAITING_KEY)
        .put((byte) 'R')
        .putLong(due)
        .putLong(host)
        .putLong(url)
        .array();
  }

  static byte[] host(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + utf8.length).put((byte) 'H').put(utf8).array();
  }

  static byte[] pattern(long host, long pattern) {
    return ByteBuffer.allocate(17).put((byte) 'P').putLong(host).putLong(pattern).array();
  }

  static byte[] seed(String id) {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + utf8.length).put((byte) 'S').put(utf8).array();
  }

  static byte[] first(char kind) {
    return new byte[] {(byte) kind};
  }

  static byte[] last(char kind) {
    byte[] key = new byte[300];
    Arrays.fill(key, (byte) 0xFF);
    key[0] = (byte) kind;
    return key;
  }

  /// The text behind the first byte.
  static String name(byte[] key) {
    return new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
  }

  static long hostOfQueued(byte[] key) {
    return ByteBuffer.wrap(key).getLong(1);
  }

  static long dueOfQueued(byte[] key) {
    return ByteBuffer.wrap(key).getLong(10);
  }

  static long urlOfQueued(byte[] key) {
    return ByteBuffer.wrap(key).getLong(18);
  }

  static long dueOfWaiting(byte[] key) {
    return ByteBuffer.wrap(key).getLong(1);
  }

  static long hostOfWaiting(byte[] key) {
    return ByteBuffer.wrap(key).getLong(9);
  }

  static long urlOfWaiting(byte[] key) {
    return ByteBuffer.wrap(key).getLong(17);
  }
}
