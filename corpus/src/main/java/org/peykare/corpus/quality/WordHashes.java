package org.peykare.corpus.quality;

/// The words of a text as 64-bit hashes, one after another: runs of letters and marks in lower
/// case, a run of digits as one sign, each character of a script without spaces by itself.
final class WordHashes {
  private static final long START = 0xCBF29CE484222325L;
  private static final long PRIME = 0x100000001B3L;
  private static final long NUMBER = mix('0');

  private final CharSequence text;
  private int at;

  WordHashes(CharSequence text) {
    this.text = text;
  }

  /// The next word; 0 at the end.
  long next() {
    int length = text.length();
    while (at < length) {
      char c = text.charAt(at);
      if (Character.isDigit(c)) {
        skipNumber();
        return NUMBER;
      }
      if (isUnspaced(c)) {
        at++;
        return mix(c);
      }
      if (Character.isLetter(c) || Character.isSurrogate(c)) {
        return word();
      }
      at++;
    }
    return 0;
  }

  private void skipNumber() {
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
  }

  private long word() {
    long hash = START;
    while (at < text.length() && isPart(text.charAt(at))) {
      hash = (hash ^ Character.toLowerCase(text.charAt(at))) * PRIME;
      at++;
    }
    return mix(hash);
  }

  private static boolean isPart(char c) {
    return Character.isLetter(c)
        || Character.isSurrogate(c)
        || c == '\u200C'
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean isUnspaced(char c) {
    return (c >= 0x0E00 && c < 0x0F00)
        || (c >= 0x1000 && c < 0x10A0)
        || (c >= 0x1780 && c < 0x1800)
        || (c >= 0x2E80 && c < 0xA000);
  }

  /// Never 0.
  static long mix(long x) {
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return (x ^ (x >>> 31)) | 1;
  }
}
