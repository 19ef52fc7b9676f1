package org.peykare.tokenizer.pipeline;

import java.util.List;

/// Turns tokens, written as in the vocabulary, back into text.
public interface Decoder {
  /// The text of `tokens`.
  String decode(List<String> tokens);

  /// The bytes of UTF-8 text that `token` stands for.
  byte[] bytes(String token);
}
