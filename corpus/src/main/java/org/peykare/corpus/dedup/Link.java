package org.peykare.corpus.dedup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.dedup.Answer.Match;
import org.peykare.formats.url.DocumentId;

/// From an undecided page version to the first decided document that met it.
final class Link {
  private Link() {}

  static Bytes key(DocumentId document, int version) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + DocumentId.BYTES + 4)
            .put((byte) 'L')
            .put(document.toBytes())
            .putInt(version)
            .array());
  }

  static byte[] toBytes(Match decided) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Match.BYTES);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      decided.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Optional<Match> fromBytes(byte @Nullable [] bytes) {
    if (bytes == null) {
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return Optional.of(Match.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException("Invalid link of " + bytes.length + " bytes", e);
    }
  }
}
