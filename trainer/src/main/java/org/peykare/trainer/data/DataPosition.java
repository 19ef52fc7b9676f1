package org.peykare.trainer.data;

/// Where the next batch begins: a sequence of an epoch, both counted from 0.
public record DataPosition(int epoch, int sequence) {
  /// The beginning.
  public static final DataPosition START = new DataPosition(0, 0);
}
