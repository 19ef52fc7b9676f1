package org.peykare.crawler.frontier;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A 64-bit hash of short text. Part of the state's layout: it must never change.
final class UrlHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SECRET_A = 0x9E3779B97F4A7C15L;
  private static final long SECRET_B = 0xD6E8FEB86659FD93L;

  private UrlHash() {}

  static long of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long hash = SECRET_A ^ bytes.length * SECRET_B;
    int at = 0;
    for (; at + 8 <= bytes.length; at += 8) {
      hash = fold(hash ^ (long) LONGS.get(bytes, at), SECRET_B);
    }
    long tail = 0;
    for (int shift = 0; at < bytes.length; at++, shift += 8) {
      tail |= (bytes[at] & 0xFFL) << shift;
    }
    return mix(fold(hash ^ tail, SECRET_A));
  }

  /// One hash of two.
  static long join(long a, long b) {
    return mix(a * SECRET_A ^ Long.rotateLeft(b, 32) * SECRET_B);
  }

  /// Both halves of the 128-bit product, and the input once more so that no zero swallows it.
  private static long fold(long a, long b) {
    return a * b ^ Math.unsignedMultiplyHigh(a, b) ^ Long.rotateLeft(a, 29);
  }

  private static long mix(long h) {
    long x = (h ^ h >>> 33) * 0xFF51AFD7ED558CCDL;
    x = (x ^ x >>> 33) * 0xC4CEB9FE1A85EC53L;
    return x ^ x >>> 33;
  }
}
