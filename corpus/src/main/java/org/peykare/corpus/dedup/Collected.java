package org.peykare.corpus.dedup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.dedup.Answer.Match;
import org.peykare.formats.url.DocumentId;

/// The answers that have come for one page version so far.
record Collected(int answers, List<Match> matches) {
  static Bytes key(DocumentId document, int version) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + DocumentId.BYTES + 4)
            .put((byte) 'C')
            .put(document.toBytes())
            .putInt(version)
            .array());
  }

  /// One answer more; a document that two partitions know is one match.
  Collected plus(List<Match> more) {
    Map<DocumentId, Match> merged = new LinkedHashMap<>();
    matches.forEach(match -> merged.put(match.document(), match));
    more.forEach(match -> merged.merge(match.document(), match, Match::plus));
    return new Collected(answers + 1, new ArrayList<>(merged.values()));
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 + matches.size() * Match.BYTES);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(answers);
      for (Match match : matches) {
        match.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Collected fromBytes(byte @Nullable [] bytes) {
    if (bytes == null) {
      return new Collected(0, List.of());
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int answers = in.readInt();
      List<Match> matches = new ArrayList<>();
      while (in.available() > 0) {
        matches.add(Match.read(in));
      }
      return new Collected(answers, matches);
    } catch (IOException e) {
      throw new UncheckedIOException("Invalid collected answers of " + bytes.length + " bytes", e);
    }
  }
}
