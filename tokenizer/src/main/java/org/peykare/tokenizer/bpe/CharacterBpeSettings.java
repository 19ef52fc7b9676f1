package org.peykare.tokenizer.bpe;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How BPE over characters treats words and unknown characters.
///
/// @param unknownToken the unknown token; null to leave unknown characters out
/// @param prefix what symbols after the first of a word begin with
/// @param suffix what the last symbol of a word ends with
/// @param options what else is wanted
public record CharacterBpeSettings(
    @Nullable String unknownToken, String prefix, String suffix, Set<Option> options) {

  /// What may be wanted.
  public enum Option {
    /// Unknown characters side by side are one token (`fuse_unk`).
    FUSE_UNKNOWN,
    /// An unknown character becomes its bytes, where the vocabulary has them (`byte_fallback`).
    BYTE_FALLBACK,
    /// A word that is a token is taken whole, whatever the merges say (`ignore_merges`).
    WHOLE_WORDS_FIRST
  }

  public CharacterBpeSettings {
    options = options.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(options));
  }

  boolean fusesUnknown() {
    return options.contains(Option.FUSE_UNKNOWN);
  }

  boolean hasByteFallback() {
    return options.contains(Option.BYTE_FALLBACK);
  }

  boolean wholeWordsFirst() {
    return options.contains(Option.WHOLE_WORDS_FIRST);
  }
}
