package org.peykare.tokenizer;

import java.util.Random;

/// Random text of the kinds that tokenizers stumble over. The seed is printed; set the system
/// property `tests.seed` to repeat a run.
public final class RandomText {
  private static final String[] BITS = {
    "می‌شود",
    "نمی‌خواهم",
    "کتاب‌ها",
    "گُلِ",
    "هٔ",
    "ۀ",
    "أ",
    "آ",
    "ا\u0653",
    "و\u0654",
    "ي",
    "۱۲۳",
    "٪",
    "،",
    "«",
    "»",
    "‌",
    "\u200D",
    "ـ",
    "the",
    "don't",
    "we're",
    "'s",
    "'S",
    "’s",
    "'ll",
    "I'd",
    "é",
    "e\u0301",
    "ﬁ",
    "Å",
    "\u212B",
    "\u1E9B\u0323",
    "한국",
    "\u1112\u1161\u11AB",
    "日本",
    "😀",
    "👨\u200D👩\u200D👧",
    "\uD835\uDFD8",
    "½",
    "²",
    "Ⅷ",
    "_",
    "--",
    "!?",
    "{\"",
    "0x1F",
    "3.14",
    " ",
    " ",
    " ",
    "  ",
    "   ",
    "\n",
    "\r\n",
    "\t",
    "\u00A0",
    "\u2003",
    "\u3000",
    "\u0085",
    "\u001C",
    "\u0000",
    "\uFEFF",
    "\u0301",
    "\u0327\u0301",
    "\u0345\u0300",
    "[MASK]",
    " [SEP]",
    "[CLS",
    "]"
  };

  private final Random random;

  private RandomText(Random random) {
    this.random = random;
  }

  /// A source of text for the test `name`.
  public static RandomText of(String name) {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    System.out.println(name + ": -Dtests.seed=" + seed);
    return new RandomText(new Random(seed));
  }

  /// Text of up to `length` bits and pieces.
  public String mixed(int length) {
    StringBuilder text = new StringBuilder();
    int bits = random.nextInt(length);
    for (int i = 0; i < bits; i++) {
      text.append(random.nextInt(4) > 0 ? BITS[random.nextInt(BITS.length)] : codePoint());
    }
    return text.toString();
  }

  /// Any UTF-16 units, lone surrogates and NUL among them, mostly of a few blocks.
  public String units(int length) {
    char[] units = new char[random.nextInt(length)];
    char block = 0;
    for (int i = 0; i < units.length; i++) {
      if (i == 0 || random.nextInt(5) == 0) {
        int[] blocks = {0, 0x20, 0x60, 0x600, 0x660, 0x300, 0x2000, 0xD83C, 0xDC00, 0xFFC0};
        block = (char) (random.nextInt(8) == 0 ? random.nextInt(0x10000) : oneOf(blocks));
      }
      units[i] = (char) (block + random.nextInt(0x40));
    }
    return new String(units);
  }

  private int oneOf(int... values) {
    return values[random.nextInt(values.length)];
  }

  private String codePoint() {
    int limit = random.nextBoolean() ? 0x800 : random.nextBoolean() ? 0x10000 : 0x110000;
    int codePoint = random.nextInt(limit);
    return Character.isSurrogate((char) codePoint) && codePoint < 0x10000
        ? "x"
        : Character.toString(codePoint);
  }
}
