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

  /// `text`, with every run of wrongly decoded characters put right.
  static String repair(String text) {
    int utf8Signs = 0;
    int arabicSigns = 0;
    for (int i = 0; i + 1 < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0xC0 || c > 0xFF) {
        continue;
      }
      if (c >= 0xD8 && c <= 0xDB && byteOf(text.charAt(i + 1)) >= 0x80) {
        utf8Signs++;
      }
      if ("ÇíäãÏÑæåÊáÓ".indexOf(c) >= 0 && "ÇíäãÏÑæåÊáÓÔÈÝ".indexOf(text.charAt(i + 1)) >= 0) {
        arabicSigns++;
      }
    }
    if (utf8Signs < LEAST_SIGNS && arabicSigns < LEAST_SIGNS) {
      return text;
    }
    return repairRuns(text, utf8Signs >= arabicSigns);
  }

  private static String repairRuns(String text, boolean utf8) {
    StringBuilder repaired = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int end = i;
      while (end < text.length() && byteOf(text.charAt(end)) >= 0x80) {
        end++;
      }
      if (end - i < (utf8 ? 2 : 1)) {
        repaired.append(text.charAt(i));
        i++;
        continue;
      }
      String run = text.substring(i, end);
      String better = utf8 ? asUtf8(run) : asArabic(run);
      repaired.append(better == null ? run : better);
      i = end;
    }
    return repaired.toString();
  }

  private static @Nullable String asUtf8(String run) {
    return CharsetDetector.strict(bytes(run), StandardCharsets.UTF_8);
  }

  private static @Nullable String asArabic(String run) {
    String decoded = new String(bytes(run), WINDOWS_1256);
    boolean arabic =
        decoded.chars().filter(Character::isLetter).allMatch(c -> c >= 0x0600 && c <= 0x06FF);
    return arabic ? decoded : null;
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
