package org.peykare.tokenizer.split;

import org.peykare.tokenizer.normalize.PrependNormalizer;
import org.peykare.tokenizer.normalize.ReplaceNormalizer;
import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.PreTokenizer;

/// SentencePiece's way: every space becomes a visible character, which begins a piece.
public final class MetaspaceSplit implements PreTokenizer {
  /// Where the character is put although there is no space.
  public enum Prepend {
    /// Before every stretch of text.
    ALWAYS,
    /// Before the text.
    FIRST,
    /// Nowhere.
    NEVER
  }

  private final String replacement;
  private final Prepend prepend;
  private final ReplaceNormalizer spaces;
  private final PrependNormalizer prefix;
  private final PreTokenizer cutter;

  private MetaspaceSplit(String replacement, Prepend prepend, PreTokenizer cutter) {
    this.replacement = replacement;
    this.prepend = prepend;
    this.cutter = cutter;
    spaces = ReplaceNormalizer.literal(" ", replacement);
    prefix = new PrependNormalizer(replacement);
  }

  /// Cuts before every replaced space.
  public static MetaspaceSplit cutting(String replacement, Prepend prepend) {
    int character = replacement.codePointAt(0);
    return new MetaspaceSplit(
        replacement, prepend, new CharacterCutter(c -> c == character, Behavior.MERGED_WITH_NEXT));
  }

  /// Only replaces.
  public static MetaspaceSplit whole(String replacement, Prepend prepend) {
    return new MetaspaceSplit(replacement, prepend, PreTokenizer.NONE);
  }

  /// The visible space.
  public String replacement() {
    return replacement;
  }

  /// Where it is put although there is no space.
  public Prepend prepend() {
    return prepend;
  }

  /// Whether text is cut before it.
  public boolean cuts() {
    return cutter != PreTokenizer.NONE;
  }

  @Override
  public void split(NormalizedText piece, PieceSink sink) {
    if (piece.isEmpty()) {
      return;
    }
    NormalizedText text = piece.then(spaces);
    boolean wanted =
        switch (prepend) {
          case ALWAYS -> true;
          case FIRST -> piece.originalStart(piece.from()) == 0;
          case NEVER -> false;
        };
    if (wanted && !text.text().startsWith(replacement, text.from())) {
      text = text.then(prefix);
    }
    cutter.split(text, sink);
  }
}
