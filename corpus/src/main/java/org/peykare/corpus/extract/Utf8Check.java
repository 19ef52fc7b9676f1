package org.peykare.corpus.extract;

/// How well bytes read as UTF-8.
///
/// @param sequences valid sequences of two bytes and more
/// @param errors bytes that belong to no valid sequence
record Utf8Check(int sequences, int errors) {
  /// Errors per sequence that a UTF-8 page may have: a cut character, a pasted quote.
  private static final double ERROR_SHARE = .02;

  boolean ascii() {
    return sequences == 0 && errors == 0;
  }

  boolean looksLikeUtf8() {
    return sequences > 0
        && errors <= Math.max(Math.min(3, sequences / 10), ERROR_SHARE * sequences);
  }

  static Utf8Check of(byte[] bytes) {
    int sequences = 0;
    int errors = 0;
    int i = 0;
    while (i < bytes.length) {
      int b = bytes[i] & 0xFF;
      if (b < 0x80) {
        i++;
        continue;
      }
      int length =
          b >= 0xC2 && b <= 0xDF ? 2 : b >= 0xE0 && b <= 0xEF ? 3 : b >= 0xF0 && b <= 0xF4 ? 4 : 0;
      if (length > 0 && followed(bytes, i, length)) {
        sequences++;
        i += length;
      } else {
        errors++;
        i++;
      }
    }
    return new Utf8Check(sequences, errors);
  }

  private static boolean followed(byte[] bytes, int start, int length) {
    if (start + length > bytes.length) {
      return false;
    }
    for (int i = start + 1; i < start + length; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}
