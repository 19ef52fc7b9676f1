package org.peykare.corpus.extract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Charsets that bytes say themselves: by a byte order mark, by zeros in every other byte (UTF-16
/// of letters below U+0100, markup among them), by the escapes of ISO-2022.
final class MarkedCharsets {
  private static final int SAMPLE = 4_096;

  /// Fewest bytes among which zeros are looked for.
  private static final int LEAST = 16;

  /// Least share of zeros on their side, greatest on the other.
  private static final double ZEROS = .3;

  private static final double STRAY = .02;

  private static final int ESCAPE = 0x1B;

  /// A charset and the length of its mark.
  record Found(Charset charset, int markBytes) {}

  private MarkedCharsets() {}

  static @Nullable Found find(byte[] bytes) {
    if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
      return new Found(StandardCharsets.UTF_8, 3);
    }
    if (starts(bytes, 0xFF, 0xFE, 0, 0)) {
      return new Found(Charset.forName("UTF-32LE"), 4);
    }
    if (starts(bytes, 0, 0, 0xFE, 0xFF)) {
      return new Found(Charset.forName("UTF-32BE"), 4);
    }
    if (starts(bytes, 0xFF, 0xFE)) {
      return new Found(StandardCharsets.UTF_16LE, 2);
    }
    if (starts(bytes, 0xFE, 0xFF)) {
      return new Found(StandardCharsets.UTF_16BE, 2);
    }
    Found byZeros = byZeros(bytes);
    return byZeros != null ? byZeros : byEscapes(bytes);
  }

  private static @Nullable Found byZeros(byte[] bytes) {
    int length = Math.min(bytes.length, SAMPLE) & ~3;
    if (length < LEAST) {
      return null;
    }
    int[] zeros = new int[4];
    for (int i = 0; i < length; i++) {
      zeros[i & 3] += bytes[i] == 0 ? 1 : 0;
    }
    double quarter = length / 4.0;
    int even = zeros[0] + zeros[2];
    int odd = zeros[1] + zeros[3];
    if (zeros[0] == quarter && zeros[1] > ZEROS * quarter && zeros[3] <= STRAY * quarter) {
      return new Found(Charset.forName("UTF-32BE"), 0);
    }
    if (zeros[3] == quarter && zeros[2] > ZEROS * quarter && zeros[0] <= STRAY * quarter) {
      return new Found(Charset.forName("UTF-32LE"), 0);
    }
    if (even > ZEROS * 2 * quarter && odd <= STRAY * 2 * quarter) {
      return new Found(StandardCharsets.UTF_16BE, 0);
    }
    return odd > ZEROS * 2 * quarter && even <= STRAY * 2 * quarter
        ? new Found(StandardCharsets.UTF_16LE, 0)
        : null;
  }

  /// ISO-2022 is ASCII with escapes; other pages have no such bytes.
  private static @Nullable Found byEscapes(byte[] bytes) {
    for (int i = 0; i + 3 < bytes.length; i++) {
      if (bytes[i] < 0) {
        return null;
      }
      if (bytes[i] == ESCAPE && bytes[i + 1] == '$') {
        if (bytes[i + 2] == 'B' || bytes[i + 2] == '@') {
          return new Found(Charset.forName("ISO-2022-JP"), 0);
        }
        if (bytes[i + 2] == ')' && bytes[i + 3] == 'C') {
          return new Found(Charset.forName("ISO-2022-KR"), 0);
        }
      }
    }
    return null;
  }

  private static boolean starts(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
