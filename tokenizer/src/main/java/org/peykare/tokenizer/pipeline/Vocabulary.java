package org.peykare.tokenizer.pipeline;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tokens and their ids; ids may have gaps.
public final class Vocabulary {
  private static final int LARGEST_ID = 1 << 26;
  private final Map<String, Integer> ids;
  private final @Nullable String[] tokens;

  /// A vocabulary.
  ///
  /// @throws IllegalArgumentException when an id is negative, very large or there twice
  public Vocabulary(Map<String, Integer> ids) {
    this.ids = Map.copyOf(ids);
    int size = 0;
    for (Map.Entry<String, Integer> entry : ids.entrySet()) {
      int id = entry.getValue();
      if (id < 0 || id > LARGEST_ID) {
        throw new IllegalArgumentException(
            "Invalid vocabulary: %s has id %d (must be 0..%d)"
                .formatted(entry.getKey(), id, LARGEST_ID));
      }
      size = Math.max(size, id + 1);
    }
    tokens = new @Nullable String[size];
    Map<Integer, String> seen = new HashMap<>();
    ids.forEach((token, id) -> {
      String other = seen.put(id, token);
      if (other != null) {
        throw new IllegalArgumentException(
            "Invalid vocabulary: id %d belongs to %s and %s".formatted(id, other, token));
      }
      tokens[id] = token;
    });
  }

  /// Ids by token.
  public Map<String, Integer> ids() {
    return ids;
  }

  /// One more than the highest id.
  public int size() {
    return tokens.length;
  }

  /// The id of `token`, or [Model#UNKNOWN].
  public int id(String token) {
    return ids.getOrDefault(token, Model.UNKNOWN);
  }

  /// The token of `id`, or null.
  public @Nullable String token(int id) {
    return id >= 0 && id < tokens.length ? tokens[id] : null;
  }

  /// The ids of the tokens `<0x00>` to `<0xFF>` that stand for bytes; [Model#UNKNOWN] where one is
  /// missing.
  public int[] byteIds() {
    int[] byteIds = new int[256];
    for (int b = 0; b < 256; b++) {
      byteIds[b] = id("<0x%02X>".formatted(b));
    }
    return byteIds;
  }
}
