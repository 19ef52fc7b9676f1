package org.peykare.trainer;

import java.util.function.Consumer;
import org.peykare.trainer.loop.Progress;

/// Trains a masked language model on a tokenized data set.
///
/// ```
/// var config = PretrainingConfig.builder(dataset, output).preset("tiny").steps(600).build();
/// PretrainingResult result = new Pretraining(config).run(progress -> {});
/// ```
public final class Pretraining {
  private final PretrainingConfig config;

  /// A training of `config`, not yet started.
  public Pretraining(PretrainingConfig config) {
    this.config = config;
  }

  /// Trains from random weights to the last step. Blocks until then.
  ///
  /// @throws IllegalArgumentException when the data set cannot be used, or the output folder
  ///   already holds checkpoints
  public PretrainingResult run(Consumer<? super Progress> listener) {
    throw new UnsupportedOperationException(config.toString());
  }

  /// Goes on from the newest sound checkpoint in the output folder, exactly as if it had never
  /// stopped.
  ///
  /// @throws IllegalArgumentException when there is none, or it was made with another data set or
  ///   other settings
  public PretrainingResult resume(Consumer<? super Progress> listener) {
    throw new UnsupportedOperationException(config.toString());
  }

  /// Asks a running training to write a checkpoint and return after the step it is in. May be
  /// called from any thread.
  public void stop() {}
}
