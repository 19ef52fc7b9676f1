package org.peykare.tokenizer.pipeline;

/// Remembers the tokens of short words already seen. A word, its tokens and their places lie side
/// by side in one slot of 64 bytes, so that to find a word takes one look at memory. There are two
/// slots a word may be in: the first keeps a word that came again, new words take turns in the
/// second.
///
/// Begins small, grows with the words to 4 MiB. For one thread at a time.
final class WordCache {
  /// Longer words (UTF-16) are not kept.
  static final int LONGEST = 16;

  /// What [#find] answers for a word that is not here.
  static final int NONE = -1;

  private static final int MOST_TOKENS = 6;
  private static final int ID_BITS = 21;
  private static final int LARGEST_ID = (1 << ID_BITS) - 1;
  private static final int PLACE_BITS = 5;
  private static final int PLACE = (1 << PLACE_BITS) - 1;

  private static final int SLOT = 8;
  private static final int CHARACTERS = 1;
  private static final int IDS = 5;
  private static final int PLACES = 7;
  private static final int MOST_SLOTS = 1 << 16;

  /// In each slot: length `<< 8 |` number of tokens, 0 where it is free; 16 characters; 6 ids,
  /// three to a long; 6 places, of 10 bits each.
  private long[] slots = new long[SLOT << 9];

  private int used;

  // The word last looked for, four characters to a long, and where it belongs.
  private long first;
  private long second;
  private long third;
  private long fourth;
  private int home;

  /// Where the tokens of the word `text` from `from` to `to` are, or [#NONE].
  int find(char[] text, int from, int to) {
    int length = to - from;
    first = four(text, from, to);
    second = length > 4 ? four(text, from + 4, to) : 0;
    third = length > 8 ? four(text, from + 8, to) : 0;
    fourth = length > 12 ? four(text, from + 12, to) : 0;
    home = home(first, second, third, fourth, length);
    if (holds(home, length)) {
      return home;
    }
    int other = home ^ SLOT;
    if (!holds(other, length)) {
      return NONE;
    }
    swap(home, other);
    return home;
  }

  private static long four(char[] text, int from, int to) {
    if (to - from >= 4) {
      return text[from]
          | (long) text[from + 1] << 16
          | (long) text[from + 2] << 32
          | (long) text[from + 3] << 48;
    }
    long characters = 0;
    for (int i = to - 1; i >= from; i--) {
      characters = characters << 16 | text[i];
    }
    return characters;
  }

  private int home(long a, long b, long c, long d, int length) {
    long mixed =
        (a * 0x9E3779B97F4A7C15L)
            ^ (b * 0xC2B2AE3D27D4EB4FL)
            ^ (c * 0x165667B19E3779F9L)
            ^ (d * 0xD6E8FEB86659FD93L)
            ^ length;
    long hash = (mixed ^ mixed >>> 32) * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> 40) * SLOT & slots.length - 1;
  }

  private boolean holds(int slot, int length) {
    return slots[slot + CHARACTERS] == first
        && slots[slot] >>> 8 == length
        && slots[slot + CHARACTERS + 1] == second
        && slots[slot + CHARACTERS + 2] == third
        && slots[slot + CHARACTERS + 3] == fourth;
  }

  private void swap(int one, int other) {
    for (int i = 0; i < SLOT; i++) {
      long value = slots[one + i];
      slots[one + i] = slots[other + i];
      slots[other + i] = value;
    }
  }

  /// Keeps the tokens of the word that was looked for last, which began at `from`.
  void put(int length, TokenBuffer tokens, int from) {
    if (tokens.size() > MOST_TOKENS) {
      return;
    }
    long low = 0;
    long high = 0;
    long places = 0;
    for (int i = tokens.size() - 1; i >= 0; i--) {
      int start = tokens.start(i) - from;
      int end = tokens.end(i) - from;
      if (tokens.id(i) > LARGEST_ID || start < 0 || end > PLACE) {
        return;
      }
      if (i < 3) {
        low = low << ID_BITS | tokens.id(i);
      } else {
        high = high << ID_BITS | tokens.id(i);
      }
      places = places << 2 * PLACE_BITS | start << PLACE_BITS | end;
    }
    int slot = slots[home] == 0 ? home : home ^ SLOT;
    boolean free = slots[slot] == 0;
    slots[slot] = length << 8 | tokens.size();
    slots[slot + CHARACTERS] = first;
    slots[slot + CHARACTERS + 1] = second;
    slots[slot + CHARACTERS + 2] = third;
    slots[slot + CHARACTERS + 3] = fourth;
    slots[slot + IDS] = low;
    slots[slot + IDS + 1] = high;
    slots[slot + PLACES] = places;
    if (free && ++used * SLOT * 2 > slots.length && slots.length < SLOT * MOST_SLOTS) {
      grow();
    }
  }

  private void grow() {
    long[] old = slots;
    slots = new long[4 * old.length];
    used = 0;
    for (int from = 0; from < old.length; from += SLOT) {
      if (old[from] != 0) {
        int at = from + CHARACTERS;
        int to = home(old[at], old[at + 1], old[at + 2], old[at + 3], (int) (old[from] >>> 8));
        if (slots[to] != 0) {
          to ^= SLOT;
        }
        used += slots[to] == 0 ? 1 : 0;
        System.arraycopy(old, from, slots, to, SLOT);
      }
    }
  }

  /// How many tokens the word found has.
  int count(int slot) {
    return (int) slots[slot] & 0xFF;
  }

  /// Its token number `i`.
  int id(int slot, int i) {
    long ids =
        i < 3 ? slots[slot + IDS] >>> ID_BITS * i : slots[slot + IDS + 1] >>> ID_BITS * (i - 3);
    return (int) ids & LARGEST_ID;
  }

  /// Where that token begins in the word.
  int start(int slot, int i) {
    return (int) (slots[slot + PLACES] >>> 2 * PLACE_BITS * i + PLACE_BITS) & PLACE;
  }

  /// Where it ends in the word.
  int end(int slot, int i) {
    return (int) (slots[slot + PLACES] >>> 2 * PLACE_BITS * i) & PLACE;
  }
}
