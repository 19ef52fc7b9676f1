package org.peykare.tokenizer.split;

import java.util.List;
import java.util.regex.Pattern;
import org.peykare.tokenizer.normalize.CharacterClass;
import org.peykare.tokenizer.pipeline.PreTokenizer;
import org.peykare.tokenizer.pipeline.WhiteSpace;

/// The pre-tokenizers of Hugging Face that need no settings.
public final class Cutters {
  /// Cuts at white space, which goes (`WhitespaceSplit`).
  public static final PreTokenizer WHITE_SPACE =
      new CharacterCutter(WhiteSpace::is, Behavior.REMOVED);

  /// At white space and around punctuation (`BertPreTokenizer`).
  public static final PreTokenizer BERT =
      new SplitSequence(List.of(WHITE_SPACE, punctuation(Behavior.ISOLATED)));

  /// Runs of word characters and runs of the others (`Whitespace`).
  public static final PreTokenizer WORDS =
      new PatternCutter(
          Pattern.compile("\\w+|[^\\w\\s]+", Pattern.UNICODE_CHARACTER_CLASS),
          Behavior.REMOVED,
          PatternCutter.Counts.GAPS);

  private Cutters() {}

  /// Cuts at punctuation (`Punctuation`).
  public static PreTokenizer punctuation(Behavior behavior) {
    return new CharacterCutter(CharacterClass::isPunctuation, behavior);
  }

  /// Cuts at numbers (`Digits`).
  public static PreTokenizer digits(Behavior behavior) {
    return new CharacterCutter(CharacterClass::isNumeric, behavior);
  }
}
