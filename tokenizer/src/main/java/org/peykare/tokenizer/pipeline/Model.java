package org.peykare.tokenizer.pipeline;

import org.jspecify.annotations.Nullable;

/// Turns one pre-token into token ids: BPE and its kin.
public interface Model {
  /// What [#id] answers for an unknown token.
  int UNKNOWN = -1;

  /// Adds the tokens of the pre-token `text` from `from` to `to` to `out`.
  void tokenize(String text, int from, int to, TokenBuffer out);

  /// Number of entries of the vocabulary.
  int size();

  /// The id of `token` as the vocabulary writes it, or [#UNKNOWN].
  int id(String token);

  /// The token with `id` as the vocabulary writes it, or null.
  @Nullable String token(int id);

  /// The id that unknown text becomes, or [#UNKNOWN] where there is none.
  default int unknownId() {
    return UNKNOWN;
  }
}
