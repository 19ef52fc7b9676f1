package org.peykare.trainer.data;

import java.nio.file.Path;

/// A data set among those of a training.
///
/// @param folder of the data set
/// @param weight how often each of its training documents is read in an epoch, on average: 2.5 is
///   twice, and once more for a half of them, another half in each epoch
public record DatasetShare(Path folder, double weight) {
  private static final double MOST = 1000;

  public DatasetShare {
    if (!(weight > 0 && weight <= MOST)) {
      throw new IllegalArgumentException(
          "Invalid weight of the data set %s: %s (must be above 0 up to 1000)"
              .formatted(folder, weight));
    }
  }

  /// How often its document is read, `draw` being a random number in [0, 1).
  static int copies(double weight, double draw) {
    int whole = (int) Math.floor(weight);
    return whole + (draw < weight - whole ? 1 : 0);
  }
}
