package org.peykare.tokenizer.normalize;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.Normalizer;

/// Normalizers that look at one character at a time.
public enum CharacterNormalizer implements Normalizer {
  /// Lower case, character by character (`Lowercase`).
  LOWER_CASE(CharacterNormalizer::lowerCase),

  /// Removes combining marks (`StripAccents`).
  STRIP_ACCENTS(c -> CharacterClass.isCombining(c) ? "" : null),

  /// Removes the non-spacing marks that BERT removes.
  STRIP_NON_SPACING(c -> CharacterClass.isNonSpacing(c) ? "" : null),

  /// Removes control characters and makes all white space spaces, as BERT does.
  BERT_CLEAN(CharacterNormalizer::bertClean),

  /// Puts spaces around Chinese characters, as BERT does.
  BERT_CHINESE(c -> isChinese(c) ? " " + Character.toString(c) + " " : null),

  /// SentencePiece's `nmt`: removes control characters, makes white space and joiners spaces.
  NMT(CharacterNormalizer::nmt);

  /// The replacement of a character, or null where it stays.
  private final IntFunction<@Nullable String> replacement;

  CharacterNormalizer(IntFunction<@Nullable String> replacement) {
    this.replacement = replacement;
  }

  @Override
  public NormalizedText normalize(String text, int from, int to) {
    int first = firstChange(text, from, to);
    if (first == to) {
      return NormalizedText.identity(text, from, to);
    }
    TextRewriter out = new TextRewriter(text, from, to);
    out.keep(from, first);
    for (int at = first; at < to; ) {
      int codePoint = text.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      String instead = replacement.apply(codePoint);
      if (instead == null) {
        out.keep(at, next);
      } else if (instead.isEmpty()) {
        out.drop();
      } else {
        out.replace(instead, at, next);
      }
      at = next;
    }
    return out.result();
  }

  private int firstChange(String text, int from, int to) {
    int at = from;
    while (at < to) {
      int codePoint = text.codePointAt(at);
      if (replacement.apply(codePoint) != null) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return to;
  }

  private static @Nullable String lowerCase(int c) {
    if (c == 0x130) {
      return "i\u0307";
    }
    int lower = Character.toLowerCase(c);
    if (lower == c && c >= 0xA7CE) {
      // Capital letters of Unicode 17, which the JDK does not know yet.
      boolean latin = c == 0xA7CE || c == 0xA7D2 || c == 0xA7D4;
      boolean beria = c >= 0x16EA0 && c <= 0x16EB8;
      lower = latin ? c + 1 : beria ? c + 0x1B : c;
    }
    return lower == c ? null : Character.toString(lower);
  }

  private static @Nullable String bertClean(int c) {
    if (c == 0 || c == 0xFFFD || CharacterClass.isControl(c)) {
      return "";
    }
    boolean space = c != ' ' && org.peykare.tokenizer.pipeline.WhiteSpace.is(c);
    return space ? " " : null;
  }

  private static boolean isChinese(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2B73F)
        || (c >= 0x2B740 && c <= 0x2B81F)
        || (c >= 0x2B920 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }

  private static @Nullable String nmt(int c) {
    return switch (c) {
      case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD -> " ";
      case 0x0B, 0x7F, 0x8F, 0x9F -> "";
      default ->
          (c >= 0x01 && c <= 0x08) || (c >= 0x0E && c <= 0x1F)
              ? ""
              : c >= 0x200B && c <= 0x200F ? " " : null;
    };
  }
}
