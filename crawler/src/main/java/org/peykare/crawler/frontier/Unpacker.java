package org.peykare.crawler.frontier;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads what [Packer] wrote.
final class Unpacker {
  private final ByteBuffer buffer;

  Unpacker(byte[] bytes) {
    buffer = ByteBuffer.wrap(bytes);
  }

  int next() {
    return buffer.get() & 0xFF;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = buffer.get();
      value |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("varint longer than 10 bytes");
  }

  int smallInt() {
    long value = varint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("number out of range: " + value);
    }
    return (int) value;
  }

  long fixed() {
    return buffer.getLong();
  }

  String string() {
    int length = smallInt();
    if (length > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    String value =
        new String(
            buffer.array(),
            buffer.arrayOffset() + buffer.position(),
            length,
            StandardCharsets.UTF_8);
    buffer.position(buffer.position() + length);
    return value;
  }

  @Nullable String stringOrNull() {
    String value = string();
    return value.isEmpty() ? null : value;
  }
}
