package org.peykare.tokenizer.normalize;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;

/// Canonical composition of single characters after Unicode 9.0, the version in Hugging Face's
/// tables: marks and compositions that came later stay as they are there, so they do here.
final class CombiningOrder {
  /// Characters after Unicode 9.0 that combine or decompose, as ranges.
  private static final int[][] LATER = {
    {0x7FD, 0x7FD},
    {0x897, 0x89F},
    {0x8CA, 0x8D3},
    {0x9FE, 0x9FE},
    {0xC3C, 0xC3C},
    {0xD3B, 0xD3C},
    {0xEBA, 0xEBA},
    {0x1715, 0x1715},
    {0x1ABF, 0x1ACE},
    {0x1DF6, 0x1DFA},
    {0xA82C, 0xA82C},
    {0x105C9, 0x105C9},
    {0x105E4, 0x105E4},
    {0x10D24, 0x10D27},
    {0x10D69, 0x10D6D},
    {0x10EAB, 0x10EAC},
    {0x10EFD, 0x10EFF},
    {0x10F46, 0x10F50},
    {0x10F82, 0x10F85},
    {0x11070, 0x11070},
    {0x1133B, 0x1133B},
    {0x11383, 0x11383},
    {0x11385, 0x11385},
    {0x1138E, 0x1138E},
    {0x11391, 0x11391},
    {0x113C5, 0x113C5},
    {0x113C7, 0x113C8},
    {0x113CE, 0x113D0},
    {0x1145E, 0x1145E},
    {0x11839, 0x1183A},
    {0x11938, 0x11938},
    {0x1193D, 0x1193E},
    {0x11943, 0x11943},
    {0x119E0, 0x119E0},
    {0x11A34, 0x11A34},
    {0x11A47, 0x11A47},
    {0x11A99, 0x11A99},
    {0x11D42, 0x11D42},
    {0x11D44, 0x11D45},
    {0x11D97, 0x11D97},
    {0x11F41, 0x11F42},
    {0x16121, 0x16128},
    {0x1612F, 0x1612F},
    {0x16D68, 0x16D6A},
    {0x16FF0, 0x16FF1},
    {0x1E08F, 0x1E08F},
    {0x1E130, 0x1E136},
    {0x1E2AE, 0x1E2AE},
    {0x1E2EC, 0x1E2EF},
    {0x1E4EC, 0x1E4EF},
    {0x1E5EE, 0x1E5EF}
  };

  private static final int[] ONE_MARK_OF_EACH_CLASS = {
    0x334, 0x93C, 0x3099, 0x94D, 0x5B0, 0x5B1, 0x5B2, 0x5B3, 0x5B4, 0x5B5, 0x5B6, 0x5B7, 0x5B8,
    0x5B9, 0x5BB, 0x5BC, 0x5BD, 0x5BF, 0x5C1, 0x5C2, 0xFB1E, 0x64B, 0x64C, 0x64D, 0x64E, 0x64F,
    0x650, 0x651, 0x652, 0x670, 0x711, 0xC55, 0xC56, 0xE38, 0xE48, 0xEB8, 0xEC8, 0xF71, 0xF72,
    0xF74, 0x321, 0x1DCE, 0x31B, 0x302A, 0x316, 0x59A, 0x302E, 0x1D16D, 0x5AE, 0x301, 0x315, 0x35C,
    0x35D, 0x345
  };

  private static final int HIGHEST_MARK = 0x345;
  private static final BitSet IS_LATER = new BitSet();
  private static final BitSet LATER_COMPATIBLE = CharacterClass.differences("later-compatible");
  private static final ConcurrentHashMap<Integer, Integer> KNOWN = new ConcurrentHashMap<>();

  static {
    for (int[] range : LATER) {
      IS_LATER.set(range[0], range[1] + 1);
    }
  }

  private CombiningOrder() {}

  /// The rank of the character's canonical combining class, 0 for a starter. Java does not tell the
  /// classes: the rank counts the classes below, found by letting Java reorder the character and
  /// one mark of each.
  static int of(int codePoint) {
    if (codePoint < 0x300 || Character.isLetterOrDigit(codePoint) || IS_LATER.get(codePoint)) {
      return 0;
    }
    return KNOWN.computeIfAbsent(codePoint, CombiningOrder::find);
  }

  private static int find(int codePoint) {
    if (codePoint == HIGHEST_MARK) {
      return ONE_MARK_OF_EACH_CLASS.length;
    }
    if (!comesFirst(codePoint, HIGHEST_MARK)) {
      return 0;
    }
    int order = 1;
    for (int mark : ONE_MARK_OF_EACH_CLASS) {
      order += comesFirst(mark, codePoint) ? 1 : 0;
    }
    return order;
  }

  /// Whether `mark` moves before `other` in canonical order.
  private static boolean comesFirst(int mark, int other) {
    String pair = Character.toString(other) + Character.toString(mark);
    return mark != other && Normalizer.normalize(pair, Form.NFD).codePointAt(0) == mark;
  }

  /// Whether a character combines or decomposes only since a version after Unicode 9.0.
  static boolean isLater(int codePoint) {
    return IS_LATER.get(codePoint);
  }

  /// The canonical decomposition of a character.
  static String decompose(int codePoint) {
    String text = Character.toString(codePoint);
    return IS_LATER.get(codePoint) ? text : Normalizer.normalize(text, Form.NFD);
  }

  /// The compatibility decomposition of a character.
  static String decomposeCompatible(int codePoint) {
    String text = Character.toString(codePoint);
    return IS_LATER.get(codePoint) || LATER_COMPATIBLE.get(codePoint)
        ? text
        : Normalizer.normalize(text, Form.NFKD);
  }

  /// The composition of two characters, or -1.
  static int compose(int first, int second) {
    String pair = Character.toString(first) + Character.toString(second);
    String composed = Normalizer.normalize(pair, Form.NFC);
    int codePoint = composed.codePointAt(0);
    boolean one = composed.length() == Character.charCount(codePoint);
    return one && !IS_LATER.get(codePoint) ? codePoint : -1;
  }
}
