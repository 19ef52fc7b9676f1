package org.peykare.tokenizer.shards;

import org.peykare.formats.shards.DatasetCard;
import org.peykare.tokenizer.pipeline.Pipeline;

/// The special tokens that a data set needs.
final class SpecialTokenIds {
  private SpecialTokenIds() {}

  static DatasetCard.SpecialTokens of(Pipeline tokenizer) {
    return new DatasetCard.SpecialTokens(
        required(tokenizer, "[PAD]"),
        required(tokenizer, "[UNK]"),
        required(tokenizer, "[CLS]"),
        required(tokenizer, "[SEP]"),
        required(tokenizer, "[MASK]"));
  }

  private static int required(Pipeline tokenizer, String token) {
    if (tokenizer.specialTokens().get(token) instanceof Integer id) {
      return id;
    }
    throw new IllegalArgumentException(
        "Cannot write data set: the tokenizer has no special token %s (a data set needs [PAD], [UNK], [CLS], [SEP] and [MASK]; it has %s)"
            .formatted(token, tokenizer.specialTokens().keySet()));
  }
}
