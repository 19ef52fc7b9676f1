package org.peykare.tokenizer.pipeline;

import java.util.Arrays;

/// Strings and their numbers, found along a text in one walk: an open-addressing table from (node,
/// character) to node.
public final class CharTrie {
  private static final int NONE = -1;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /// Where a walk ended.
  public static final class Match {
    private int id;
    private int end;

    /// The number of the string found.
    public int id() {
      return id;
    }

    /// Where it ends, or where the walk began if none was found.
    public int end() {
      return end;
    }
  }

  /// Takes the strings found along a walk, the shortest first.
  @FunctionalInterface
  public interface PrefixSink {
    /// The string with number `id` ends at `end`.
    void found(int id, int end);
  }

  private long[] keys = new long[1 << 12];
  private int[] children = filled(1 << 12);
  private int[] ids = filled(1 << 10);
  private int nodes = 1;
  private int edges;

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, NONE);
    return array;
  }

  /// Adds `text` from `from` on with a number.
  public void add(String text, int from, int id) {
    int node = 0;
    for (int i = from; i < text.length(); i++) {
      int child = child(node, text.charAt(i));
      if (child == NONE) {
        child = nodes++;
        put(node, text.charAt(i), child);
        if (child == ids.length) {
          ids = Arrays.copyOf(ids, 2 * child);
          Arrays.fill(ids, child, ids.length, NONE);
        }
      }
      node = child;
    }
    ids[node] = id;
  }

  private int slot(int node, char c) {
    long key = (long) node << 16 | c;
    int mask = keys.length - 1;
    int at = (int) (key * MIX >>> 32) & mask;
    while (children[at] != NONE && keys[at] != key) {
      at = at + 1 & mask;
    }
    return at;
  }

  private int child(int node, char c) {
    return children[slot(node, c)];
  }

  private void put(int node, char c, int child) {
    if (2 * ++edges > keys.length) {
      grow();
    }
    int at = slot(node, c);
    keys[at] = (long) node << 16 | c;
    children[at] = child;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldChildren = children;
    keys = new long[2 * oldKeys.length];
    children = filled(keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldChildren[i] != NONE) {
        int at = slot((int) (oldKeys[i] >>> 16), (char) oldKeys[i]);
        keys[at] = oldKeys[i];
        children[at] = oldChildren[i];
      }
    }
  }

  /// Finds the longest string that `text` goes on with at `at`.
  public void longest(String text, int at, int to, Match match) {
    match.end = at;
    int node = 0;
    for (int i = at; i < to; i++) {
      node = child(node, text.charAt(i));
      if (node == NONE) {
        return;
      }
      if (ids[node] != NONE) {
        match.id = ids[node];
        match.end = i + 1;
      }
    }
  }

  /// Passes on all strings that `text` goes on with at `at`.
  public void prefixes(String text, int at, int to, PrefixSink sink) {
    int node = 0;
    for (int i = at; i < to; i++) {
      node = child(node, text.charAt(i));
      if (node == NONE) {
        return;
      }
      if (ids[node] != NONE) {
        sink.found(ids[node], i + 1);
      }
    }
  }
}
