package org.peykare.trainer.journal;

import java.util.zip.CRC32C;

/// TensorFlow's masked CRC32C: rotated right by 15 bits and moved by a constant, so that the
/// checksum of bytes that hold checksums is no worse.
final class MaskedCrc {
  private static final int DELTA = 0xa282ead8;

  private MaskedCrc() {}

  static int of(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return Integer.rotateRight((int) crc.getValue(), 15) + DELTA;
  }
}
