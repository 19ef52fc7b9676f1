package org.peykare.corpus.topology;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.peykare.corpus.document.Verdict;

/// A page version that waits for its decision, or for that of the version before it.
sealed interface Pending {
  /// Kept unless a duplicate is found.
  ///
  /// @param verdict the verdict if it is kept
  /// @param document the document as JSON
  record Candidate(Verdict.Keep verdict, byte[] document) implements Pending {}

  /// Dropped by a filter; only its turn has not come.
  record Dropped(Verdict.Drop verdict) implements Pending {}

  static byte[] write(Pending pending) {
    return switch (pending) {
      case Candidate candidate -> {
        byte[] verdict = Verdict.CODEC.toBytes(candidate.verdict);
        yield ByteBuffer.allocate(4 + verdict.length + candidate.document.length)
            .putInt(verdict.length)
            .put(verdict)
            .put(candidate.document)
            .array();
      }
      case Dropped dropped -> {
        byte[] verdict = Verdict.CODEC.toBytes(dropped.verdict);
        yield ByteBuffer.allocate(4 + verdict.length).putInt(verdict.length).put(verdict).array();
      }
    };
  }

  static Pending read(byte[] bytes) {
    int end = 4 + ByteBuffer.wrap(bytes).getInt();
    return switch (Verdict.CODEC.fromBytes(Arrays.copyOfRange(bytes, 4, end))) {
      case Verdict.Keep keep -> new Candidate(keep, Arrays.copyOfRange(bytes, end, bytes.length));
      case Verdict.Drop drop -> new Dropped(drop);
    };
  }
}
