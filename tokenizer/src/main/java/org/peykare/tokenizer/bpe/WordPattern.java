package org.peykare.tokenizer.bpe;

import org.peykare.tokenizer.pipeline.TextCutter;
import org.peykare.tokenizer.pipeline.Utf8;

/// Cuts text the way a regular expression would, by hand: one pass over the characters.
public enum WordPattern implements TextCutter {
  /// GPT-2's pattern.
  GPT2("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"),

  /// GPT-4's pattern (cl100k): a word takes any one character before it that is no letter, number
  /// or line end; numbers go by threes; line ends stay together.
  GPT4(
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),

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
  public void split(String text, int from, int to, RangeSink sink) {
    for (int at = from; at < to; ) {
      int end = next(text, at, to);
      sink.piece(at, end);
      at = end;
    }
  }

  private int next(String text, int at, int to) {
    return this == GPT4 ? Gpt4Pattern.next(text, at, to) : nextOfGpt2(text, at, to);
  }

  private int nextOfGpt2(String text, int at, int to) {
    char c = text.charAt(at);
    if (c == '\'') {
      int end = contraction(text, at, to);
      if (end > at) {
        return end;
      }
    }
    int start = c == ' ' && at + 1 < to ? at + 1 : at;
    byte first = CharClass.at(text, start, to);
    return switch (first) {
      case CharClass.SPACE -> spaces(text, at, to);
      case CharClass.LETTER -> this == GPT2 ? run(text, start, to, first) : word(text, start, to);
      case CharClass.NUMBER -> run(text, start, to, first);
      default -> others(text, start, to);
    };
  }

  /// The end of the English contraction at `at`, or `at`.
  private static int contraction(String text, int at, int to) {
    if (at + 1 >= to) {
      return at;
    }
    char first = text.charAt(at + 1);
    if (first == 's' || first == 't' || first == 'm' || first == 'd') {
      return at + 2;
    }
    char second = at + 2 < to ? text.charAt(at + 2) : 0;
    boolean two =
        (first == 'r' && second == 'e')
            || (first == 'v' && second == 'e')
            || (first == 'l' && second == 'l');
    return two ? at + 3 : at;
  }

  static int run(String text, int start, int to, byte wanted) {
    int i = start;
    while (i < to && CharClass.at(text, i, to) == wanted) {
      i += width(text, i, to);
    }
    return i;
  }

  private static int word(String text, int start, int to) {
    int i = start;
    while (i < to) {
      byte next = CharClass.at(text, i, to);
      if (next != CharClass.LETTER && next != CharClass.MARK && next != CharClass.NON_JOINER) {
        return i;
      }
      i += width(text, i, to);
    }
    return i;
  }

  static int others(String text, int start, int to) {
    int i = start;
    while (i < to) {
      byte next = CharClass.at(text, i, to);
      if (next == CharClass.LETTER || next == CharClass.NUMBER || next == CharClass.SPACE) {
        return i;
      }
      i += width(text, i, to);
    }
    return i;
  }

  /// A run of white space; its last character is left to the word after it, if there is one.
  static int spaces(String text, int at, int to) {
    int end = run(text, at, to, CharClass.SPACE);
    return end == to || end == at + 1 ? end : end - 1;
  }

  static int width(String text, int i, int to) {
    return Utf8.isPair(text, i, to) ? 2 : 1;
  }
}
