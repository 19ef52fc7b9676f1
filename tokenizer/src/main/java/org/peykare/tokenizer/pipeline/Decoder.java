package org.peykare.tokenizer.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// Turns tokens, written as in the vocabulary, back into text.
@FunctionalInterface
public interface Decoder {
  /// Tokens with a space between them.
  Decoder NONE = tokens -> List.of(String.join(" ", tokens));

  /// Rewrites tokens; the next decoder takes what comes out, the last one's is put together.
  List<String> decodeAll(List<String> tokens);

  /// The text of `tokens`.
  default String decode(List<String> tokens) {
    return String.join("", decodeAll(tokens));
  }

  /// The bytes of UTF-8 text that `token` stands for inside a text.
  default byte[] bytes(String token) {
    // After another token: at the beginning of a text some decoders leave a space out.
    String text = decode(List.of("a", token));
    return (text.startsWith("a") ? text.substring(1) : text).getBytes(UTF_8);
  }
}
