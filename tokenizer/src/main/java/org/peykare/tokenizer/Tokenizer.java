package org.peykare.tokenizer;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.peykare.tokenizer.pipeline.Encoding;

/// A tokenizer: text to token ids and back. Immutable and safe to share between threads.
public final class Tokenizer {
  private Tokenizer() {}

  /// Loads a `tokenizer.json`, or the one in a folder.
  public static Tokenizer load(Path fileOrFolder) {
    throw new UnsupportedOperationException(fileOrFolder.toString());
  }

  /// The tokens of `text`, without special tokens around it.
  public Encoding encode(String text) {
    throw new UnsupportedOperationException(text);
  }

  /// The token ids of `text` alone; faster than [#encode].
  public int[] encodeIds(String text) {
    throw new UnsupportedOperationException(text);
  }

  /// The tokens of `text` with the special tokens of the post-processor, such as `[CLS] … [SEP]`.
  public Encoding encodeWithSpecialTokens(String text) {
    throw new UnsupportedOperationException(text);
  }

  /// The tokens of a pair of texts, such as `[CLS] … [SEP] … [SEP]`.
  public Encoding encodePairWithSpecialTokens(String first, String second) {
    throw new UnsupportedOperationException(first);
  }

  /// The text of `ids`, special tokens written out.
  public String decode(int... ids) {
    throw new UnsupportedOperationException();
  }

  /// The text of `ids`, special tokens left out.
  public String decodeWithoutSpecialTokens(int... ids) {
    throw new UnsupportedOperationException();
  }

  /// The id of `token`, written as in the vocabulary.
  public OptionalInt tokenToId(String token) {
    throw new UnsupportedOperationException();
  }

  /// The token of `id`, written as in the vocabulary.
  public Optional<String> idToToken(int id) {
    throw new UnsupportedOperationException();
  }

  /// One more than the highest id.
  public int vocabularySize() {
    throw new UnsupportedOperationException();
  }

  /// The special tokens and their ids, in the order of the ids.
  public Map<String, Integer> specialTokens() {
    throw new UnsupportedOperationException();
  }

  /// Writes `tokenizer.json`, `tokenizer_config.json` and `special_tokens_map.json` to `folder`.
  public void save(Path folder) {
    throw new UnsupportedOperationException();
  }
}
