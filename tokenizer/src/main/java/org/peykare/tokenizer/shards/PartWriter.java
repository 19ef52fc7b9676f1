package org.peykare.tokenizer.shards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peykare.formats.shards.DatasetCard;

/// Writes the two splits of the newest part.
final class PartWriter implements AutoCloseable {
  static final String TRAIN = "train";
  static final String VALIDATION = "validation";

  private final SplitWriter train;
  private final SplitWriter validation;

  /// Goes on writing after the marks.
  PartWriter(Path folder, int vocabularySize, SplitWriter.Mark train, SplitWriter.Mark validation)
      throws IOException {
    Files.createDirectories(folder);
    this.train = new SplitWriter(folder, TRAIN, vocabularySize, train);
    try {
      this.validation = new SplitWriter(folder, VALIDATION, vocabularySize, validation);
    } catch (IOException | RuntimeException e) {
      this.train.close();
      throw e;
    }
  }

  SplitWriter split(Placement placement) {
    return placement.heldOut() ? validation : train;
  }

  SplitWriter.Mark markTrain() throws IOException {
    return train.mark();
  }

  SplitWriter.Mark markValidation() throws IOException {
    return validation.mark();
  }

  DatasetCard.Part finish(String name, String snapshot) throws IOException {
    return new DatasetCard.Part(name, snapshot, train.finish(), validation.finish());
  }

  /// Removes what was only needed to go on after a kill.
  void clean() throws IOException {
    train.clean();
    validation.clean();
  }

  @Override
  public void close() throws IOException {
    try (validation) {
      train.close();
    }
  }
}
