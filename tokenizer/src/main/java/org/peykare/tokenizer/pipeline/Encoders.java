package org.peykare.tokenizer.pipeline;

import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Supplier;

/// Lends out an [Encoder] for each text, the one given back last first. As many are kept as there
/// are processors; where more threads encode at a time, the further ones make do with new ones.
final class Encoders {
  private final Supplier<Encoder> maker;
  private final LinkedBlockingDeque<Encoder> free =
      new LinkedBlockingDeque<>(Runtime.getRuntime().availableProcessors());

  Encoders(Supplier<Encoder> maker) {
    this.maker = maker;
  }

  /// Adds the tokens of `text` to `tokens`.
  TextTokens run(String text, TextTokens tokens) {
    Encoder lent = free.pollFirst();
    Encoder encoder = lent == null ? maker.get() : lent;
    encoder.run(text, tokens);
    // One that failed is not given back.
    free.offerFirst(encoder);
    return tokens;
  }
}
