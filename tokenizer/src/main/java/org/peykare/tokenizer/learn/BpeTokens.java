package org.peykare.tokenizer.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The growing vocabulary of a training.
final class BpeTokens {
  private final List<String> tokens = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();

  /// The id of `token`; a new one if it has none.
  int idOf(String token) {
    Integer id = ids.putIfAbsent(token, tokens.size());
    if (id != null) {
      return id;
    }
    tokens.add(token);
    return tokens.size() - 1;
  }

  String get(int id) {
    return tokens.get(id);
  }

  /// Characters of a token.
  int length(int id) {
    String token = tokens.get(id);
    return token.codePointCount(0, token.length());
  }

  int size() {
    return tokens.size();
  }

  List<String> all() {
    return tokens;
  }
}
