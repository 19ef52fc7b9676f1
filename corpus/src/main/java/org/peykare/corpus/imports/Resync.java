package org.peykare.corpus.imports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/// Finds the next place in a damaged file where a record may begin.
final class Resync {
  /// A gzip member: magic number and method "deflate".
  private static final byte[] GZIP = {0x1F, (byte) 0x8B, 8};

  private static final byte[] WARC = "WARC/1.".getBytes(StandardCharsets.US_ASCII);
  private static final int CHUNK = 1024 * 1024;

  private Resync() {}

  /// The first position at or after `from` that looks like a record, -1 where there is none.
  static long nextRecord(FileChannel channel, long from) throws IOException {
    byte[] wanted = isGzip(channel) ? GZIP : WARC;
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    for (long at = from; at < channel.size(); at += CHUNK - wanted.length) {
      buffer.clear();
      while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {
        // read on
      }
      int found = indexOf(buffer.array(), buffer.position(), wanted);
      if (found >= 0) {
        return at + found;
      }
    }
    return -1;
  }

  private static boolean isGzip(FileChannel channel) throws IOException {
    ByteBuffer magic = ByteBuffer.allocate(2);
    channel.read(magic, 0);
    return magic.position() == 2 && magic.get(0) == GZIP[0] && magic.get(1) == GZIP[1];
  }

  private static int indexOf(byte[] bytes, int length, byte[] wanted) {
    for (int i = 0; i <= length - wanted.length; i++) {
      if (bytes[i] == wanted[0] && matches(bytes, i, wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] bytes, int at, byte[] wanted) {
    for (int i = 1; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
