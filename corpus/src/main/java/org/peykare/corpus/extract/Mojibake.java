package org.peykare.corpus.extract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Text that was once decoded with a wrong charset and stored so: `Ø§ÛŒØ±Ø§Ù†` or `ÇíÑÇä` for
/// ایران. Repaired where the way back is certain.
final class Mojibake {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Charset WINDOWS_1256 = Charset.forName("windows-1256");
  private static final int LEAST_SIGNS = 8;

  private Mojibake() {}

  /// `text`, with every run of wrongly decoded characters put right. A run that touches an ASCII
  /// letter is part of a word of some Latin alphabet and stays.
  static String repair(String text) {
    int utf8Signs = 0;
    int arabicSigns = 0;
    for (int i = nextRun(text, 0); i < text.length(); i = nextRun(text, i)) {
      int end = endOfRun(text, i);
      if (isFree(text, i, end)) {
        for (int at = i; at + 1 < end; at++) {
          utf8Signs += isUtf8Sign(text.charAt(at)) ? 1 : 0;
          arabicSigns += isArabicSign(text.charAt(at), text.charAt(at + 1)) ? 1 : 0;
        }
      }
      i = end;
    }
    if (utf8Signs < LEAST_SIGNS && arabicSigns < LEAST_SIGNS) {
      return text;
    }
    return repairRuns(text, utf8Signs >= arabicSigns);
  }

  private static String repairRuns(String text, boolean utf8) {
    StringBuilder repaired = new StringBuilder(text.length());
    int done = 0;
    for (int i = nextRun(text, 0); i < text.length(); i = nextRun(text, i)) {
      int end = endOfRun(text, i);
      repaired.append(text, done, i);
      String run = text.substring(i, end);
      String better = isFree(text, i, end) ? (utf8 ? asUtf8(run) : asArabic(run)) : null;
      repaired.append(better == null ? run : better);
      done = end;
      i = end;
    }
    return repaired.append(text, done, text.length()).toString();
  }

  /// First byte of an Arabic letter in UTF-8.
  private static boolean isUtf8Sign(char c) {
    return c >= 0xD8 && c <= 0xDB;
  }

  /// Two frequent Arabic letters; not a letter twice, as in `ää`.
  private static boolean isArabicSign(char c, char next) {
    return c != next && "ÇíäãÏÑæåÊáÓ".indexOf(c) >= 0 && "ÇíäãÏÑæåÊáÓÔÈÝ".indexOf(next) >= 0;
  }

  private static int nextRun(String text, int from) {
    int i = from;
    while (i < text.length() && byteOf(text.charAt(i)) < 0x80) {
      i++;
    }
    return i;
  }

  private static int endOfRun(String text, int from) {
    int i = from;
    while (i < text.length() && byteOf(text.charAt(i)) >= 0x80) {
      i++;
    }
    return i;
  }

  private static boolean isFree(String text, int from, int to) {
    return (from == 0 || !isAsciiLetter(text.charAt(from - 1)))
        && (to == text.length() || !isAsciiLetter(text.charAt(to)));
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static @Nullable String asUtf8(String run) {
    return CharsetDetector.strict(bytes(run), StandardCharsets.UTF_8);
  }

  private static @Nullable String asArabic(String run) {
    String decoded = new String(bytes(run), WINDOWS_1256);
    long letters = decoded.chars().filter(Character::isLetter).count();
    long arabic =
        decoded.chars().filter(c -> Character.isLetter(c) && c >= 0x0600 && c <= 0x06FF).count();
    return arabic > 0 && arabic == letters ? decoded : null;
  }

  private static byte[] bytes(String run) {
    byte[] bytes = new byte[run.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) byteOf(run.charAt(i));
    }
    return bytes;
  }

  /// The windows-1252 byte of a character, with the five holes as they are; -1 where there is none.
  private static int byteOf(char c) {
    if (c < 0x100) {
      return c;
    }
    int index = C1.indexOf(c);
    return index < 0 ? -1 : 0x80 + index;
  }

  private static final String C1 = c1();

  private static String c1() {
    StringBuilder characters = new StringBuilder();
    for (int b = 0x80; b < 0xA0; b++) {
      char c = new String(new byte[] {(byte) b}, WINDOWS_1252).charAt(0);
      characters.append(c == '\uFFFD' ? (char) b : c);
    }
    return characters.toString();
  }
}
