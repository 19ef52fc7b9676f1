package org.peykare.tokenizer.bpe;

import org.peykare.tokenizer.pipeline.CharCutter;

/// Cuts text the way a regular expression would, by hand: one pass over the characters.
public enum WordPattern implements CharCutter {
  /// GPT-2's pattern.
  GPT2("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"),

  /// GPT-4's pattern (cl100k): a word takes any one character before it that is no letter, number
  /// or line end; numbers go by threes; line ends stay together.
  GPT4(
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),

  /// The pattern of o200k (GPT-4o): GPT-4's, but a word goes on over marks, ends where a capital
  /// follows a small letter, and takes the contraction behind it.
  O200K(
      "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
          + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
          + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
          + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
          + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),

  /// GPT-2's pattern, but a word that has begun with a letter goes on over marks and the zero-width
  /// non-joiner (U+200C), so that «می‌شود» and vocalised text stay in one piece.
  PERSIAN(
      "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}[\\p{L}\\p{M}\u200C]*| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+"
          + "|\\s+(?!\\S)|\\s+");

  private final String regex;

  WordPattern(String regex) {
    this.regex = regex;
  }

  /// The regular expression with the same cuts.
  public String regex() {
    return regex;
  }

  @Override
  public void split(char[] text, int from, int to, RangeSink sink) {
    switch (this) {
      case GPT2 -> Gpt2Pattern.split(text, from, to, CharClass.LETTER, sink);
      case PERSIAN ->
          Gpt2Pattern.split(
              text, from, to, CharClass.LETTER | CharClass.MARK | CharClass.NON_JOINER, sink);
      case GPT4 -> Gpt4Pattern.split(text, from, to, sink);
      case O200K -> O200kPattern.split(text, from, to, sink);
    }
  }
}
