package org.peykare.tokenizer.wordpiece;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.pipeline.CharTrie;
import org.peykare.tokenizer.pipeline.Model;
import org.peykare.tokenizer.pipeline.TokenBuffer;
import org.peykare.tokenizer.pipeline.Vocabulary;

/// WordPiece: from the left, always the longest token that fits; tokens inside a word are written
/// with a prefix. A word that cannot be covered, or is too long, is unknown as a whole.
public final class WordPieceModel implements Model {
  private final Vocabulary vocabulary;
  private final int unknown;
  private final String prefix;
  private final int longestWord;
  private final CharTrie first = new CharTrie();
  private final CharTrie inside = new CharTrie();

  /// A model.
  ///
  /// @param unknownToken the token of unknown words, which must be in the vocabulary
  /// @param prefix what tokens inside a word begin with
  /// @param longestWord words of more characters are unknown
  public WordPieceModel(
      Vocabulary vocabulary, String unknownToken, String prefix, int longestWord) {
    this.vocabulary = vocabulary;
    this.prefix = prefix;
    this.longestWord = longestWord;
    unknown = vocabulary.id(unknownToken);
    if (unknown == UNKNOWN) {
      throw new IllegalArgumentException(
          "Invalid WordPiece vocabulary: the unknown token %s is missing".formatted(unknownToken));
    }
    for (Map.Entry<String, Integer> token : vocabulary.ids().entrySet()) {
      first.add(token.getKey(), 0, token.getValue());
      if (token.getKey().startsWith(prefix)) {
        inside.add(token.getKey(), prefix.length(), token.getValue());
      }
    }
  }

  @Override
  public void tokenize(String text, int from, int to, TokenBuffer out) {
    if (to - from > longestWord && text.codePointCount(from, to) > longestWord) {
      out.add(unknown, from, to);
      return;
    }
    int mark = out.mark();
    CharTrie.Match match = new CharTrie.Match();
    for (int at = from; at < to; ) {
      (at == from ? first : inside).longest(text, at, to, match);
      if (match.end() <= at) {
        out.reset(mark);
        out.add(unknown, from, to);
        return;
      }
      out.add(match.id(), at, match.end());
      at = match.end();
    }
  }

  /// What tokens inside a word begin with.
  public String prefix() {
    return prefix;
  }

  @Override
  public int unknownId() {
    return unknown;
  }

  @Override
  public int size() {
    return vocabulary.size();
  }

  @Override
  public int id(String token) {
    return vocabulary.id(token);
  }

  @Override
  public @Nullable String token(int id) {
    return vocabulary.token(id);
  }
}
