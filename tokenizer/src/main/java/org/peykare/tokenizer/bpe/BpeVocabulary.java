package org.peykare.tokenizer.bpe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// What a BPE model knows: its tokens by id, and its merges in the order of their ranks.
///
/// @param tokens the tokens as the vocabulary writes them; the index is the id
/// @param merges pairs of ids
public record BpeVocabulary(List<String> tokens, List<Merge> merges) {

  /// Two neighbouring tokens that become `merged`.
  public record Merge(int left, int right, int merged) {}

  public BpeVocabulary {
    tokens = List.copyOf(tokens);
    merges = List.copyOf(merges);
  }

  /// The vocabulary of `tokens` with merges written as pairs of tokens.
  ///
  /// @throws IllegalArgumentException when a merge names a token that is not in the vocabulary
  public static BpeVocabulary of(List<String> tokens, List<String[]> merges) {
    Map<String, Integer> ids = ids(tokens);
    List<Merge> pairs =
        merges.stream()
            .map(pair ->
                new Merge(
                    required(ids, pair[0], pair),
                    required(ids, pair[1], pair),
                    required(ids, pair[0] + pair[1], pair)))
            .toList();
    return new BpeVocabulary(tokens, pairs);
  }

  /// The ids of `tokens`.
  static Map<String, Integer> ids(List<String> tokens) {
    Map<String, Integer> ids = HashMap.newHashMap(tokens.size());
    for (int id = 0; id < tokens.size(); id++) {
      if (ids.put(tokens.get(id), id) instanceof Integer other) {
        throw new IllegalArgumentException(
            "Invalid vocabulary: %s is there twice, with ids %d and %d"
                .formatted(tokens.get(id), other, id));
      }
    }
    return ids;
  }

  private static int required(Map<String, Integer> ids, String token, String[] pair) {
    if (ids.get(token) instanceof Integer id) {
      return id;
    }
    throw new IllegalArgumentException(
        "Invalid merge %s: %s is not in the vocabulary".formatted(Arrays.toString(pair), token));
  }

  /// The first byte without a character in the vocabulary, or empty if all 256 are there.
  OptionalInt missingByte() {
    Map<String, Integer> ids = ids(tokens);
    return ByteAlphabet.characters()
        .filter(c -> !ids.containsKey(Character.toString(c)))
        .map(c -> ByteAlphabet.byteOf((char) c))
        .findFirst();
  }
}
