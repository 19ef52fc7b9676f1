package org.peykare.trainer.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peykare.formats.shards.DatasetCard;

/// The sequences of one split of a part that are not of the data set: ascending numbers.
final class Exclusions {
  private final int[] excluded;

  private Exclusions(int[] excluded) {
    this.excluded = excluded;
  }

  /// Reads the list that belongs to `stated`.
  ///
  /// @throws IllegalArgumentException when the file is not such a list
  static Exclusions read(Path file, DatasetCard.Split stated) throws IOException {
    if (stated.excludedDocuments() == 0) {
      return new Exclusions(new int[0]);
    }
    IntBuffer numbers =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    int[] excluded = new int[numbers.remaining()];
    numbers.get(excluded);
    boolean sound = excluded.length == stated.excludedDocuments();
    for (int i = 0, least = 0; i < excluded.length && sound; i++) {
      sound = excluded[i] >= least && excluded[i] < stated.documents();
      least = excluded[i] + 1;
    }
    if (!sound) {
      throw new IllegalArgumentException(
          "Cannot read %s: not a list of %d ascending numbers below %d; write the data set again"
              .formatted(file, stated.excludedDocuments(), stated.documents()));
    }
    return new Exclusions(excluded);
  }

  int count() {
    return excluded.length;
  }

  /// The number of the sequence that has `kept` sequences of the data set before it.
  int sequence(int kept) {
    int low = 0;
    int high = excluded.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (excluded[middle] - middle <= kept) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return kept + low;
  }
}
