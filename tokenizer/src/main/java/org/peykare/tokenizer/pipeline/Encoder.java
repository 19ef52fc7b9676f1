package org.peykare.tokenizer.pipeline;

/// Runs the stages of a tokenizer over one text after another. Keeps the words seen ([WordCache]);
/// for one thread at a time, [Encoders] lends it out.
final class Encoder {
  private static final int MOST_CHARACTERS_KEPT = 1 << 18;

  private final Normalizer normalizer;
  private final PreTokenizer preTokenizer;
  private final Model model;
  private final AddedTokenMatcher beforeNormalizing;
  private final AddedTokenMatcher afterNormalizing;
  private final WordCache cache = new WordCache();
  private final TokenBuffer buffer = new TokenBuffer();
  private TextTokens out = TextTokens.idsOnly(0);

  // The text that words are cut from, and its characters, which begin at index 0.
  private NormalizedText piece = NormalizedText.identity("", 0, 0);
  private char[] characters = {};

  Encoder(
      Normalizer normalizer,
      PreTokenizer preTokenizer,
      Model model,
      AddedTokenMatcher beforeNormalizing,
      AddedTokenMatcher afterNormalizing) {
    this.normalizer = normalizer;
    this.preTokenizer = preTokenizer;
    this.model = model;
    this.beforeNormalizing = beforeNormalizing;
    this.afterNormalizing = afterNormalizing;
  }

  /// Adds the tokens of `text` to `tokens`.
  void run(String text, TextTokens tokens) {
    out = tokens;
    beforeNormalizing.cut(
        text,
        0,
        text.length(),
        new AddedTokenMatcher.Cuts() {
          @Override
          public void token(AddedToken token, int from, int to) {
            out.add(token.id(), from, to);
          }

          @Override
          public void text(int from, int to) {
            normalized(normalizer.normalize(text, from, to));
          }
        });
  }

  private void normalized(NormalizedText normalized) {
    if (afterNormalizing.isEmpty()) {
      preTokenized(normalized);
      return;
    }
    afterNormalizing.cut(
        normalized.text(),
        normalized.from(),
        normalized.to(),
        new AddedTokenMatcher.Cuts() {
          @Override
          public void token(AddedToken token, int from, int to) {
            out.add(token.id(), normalized.originalStart(from), normalized.originalEnd(to));
          }

          @Override
          public void text(int from, int to) {
            preTokenized(normalized.range(from, to));
          }
        });
  }

  private void preTokenized(NormalizedText text) {
    switch (preTokenizer) {
      case CharCutter cutter -> {
        begin(text);
        cutter.split(characters, 0, text.to() - text.from(), this::word);
      }
      case TextCutter cutter -> {
        begin(text);
        int begin = text.from();
        cutter.split(text.text(), begin, text.to(), (from, to) -> word(from - begin, to - begin));
      }
      default ->
          preTokenizer.split(
              text,
              part -> {
                begin(part);
                word(0, part.to() - part.from());
              });
    }
  }

  private void begin(NormalizedText text) {
    int length = text.to() - text.from();
    if (length > characters.length || characters.length > MOST_CHARACTERS_KEPT) {
      characters = new char[Math.max(length, 256)];
    }
    text.text().getChars(text.from(), text.to(), characters, 0);
    piece = text;
  }

  /// The next word, a range of `characters`.
  private void word(int from, int to) {
    int length = to - from;
    int start = piece.from() + from;
    if (length <= WordCache.LONGEST) {
      int found = cache.find(characters, from, to);
      if (found != WordCache.NONE) {
        out.add(cache, found, piece, start);
        return;
      }
    }
    buffer.clear();
    model.tokenize(piece.text(), start, start + length, buffer);
    out.add(buffer, piece);
    if (length <= WordCache.LONGEST) {
      cache.put(length, buffer, start);
    }
  }
}
