package org.peykare.corpus.dedup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/// What the decider says of one version of a page; the record's key is the page's URL.
public sealed interface Decision {
  /// Number of the version that is decided.
  int version();

  /// Partition of topic `pages` that holds the page.
  int home();

  /// Kept: nothing like it was there.
  record Keep(int version, int home) implements Decision {}

  /// Repeats a page that is there.
  ///
  /// @param survivor URL of that page
  /// @param exact whether the folded texts are the same
  /// @param bands bands in which the two, or a chain of duplicates between them, met
  record Duplicate(int version, int home, String survivor, boolean exact, int bands)
      implements Decision {}

  /// Decisions as the values of a topic.
  static Serde<Decision> serde() {
    return Serdes.serdeFrom(
        (_, decision) -> decision == null ? null : write(decision),
        (_, bytes) -> bytes == null ? null : read(bytes));
  }

  private static byte[] write(Decision decision) {
    byte[] url =
        decision instanceof Duplicate duplicate
            ? duplicate.survivor.getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    ByteBuffer out = ByteBuffer.allocate(1 + 4 + 4 + 4 + url.length);
    out.put((byte) kind(decision)).putInt(decision.version()).putInt(decision.home());
    return out.putInt(decision instanceof Duplicate d ? d.bands : 0).put(url).array();
  }

  private static int kind(Decision decision) {
    return switch (decision) {
      case Keep _ -> 'K';
      case Duplicate d -> d.exact ? 'E' : 'N';
    };
  }

  private static Decision read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte kind = in.get();
    int version = in.getInt();
    int home = in.getInt();
    int bands = in.getInt();
    if (kind == 'K') {
      return new Keep(version, home);
    }
    String url = new String(bytes, in.position(), in.remaining(), StandardCharsets.UTF_8);
    return new Duplicate(version, home, url, kind == 'E', bands);
  }
}
