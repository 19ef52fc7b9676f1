package org.peykare.tokenizer.split;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.peykare.tokenizer.pipeline.TextCutter;

/// Cuts at single characters.
///
/// @param isMatch the characters
/// @param behavior what becomes of them
public record CharacterCutter(IntPredicate isMatch, Behavior behavior) implements TextCutter {
  @Override
  public void split(String text, int from, int to, RangeSink sink) {
    List<Behavior.Stretch> stretches = new ArrayList<>();
    int done = from;
    for (int at = from; at < to; ) {
      int codePoint = text.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      if (isMatch.test(codePoint)) {
        if (done < at) {
          stretches.add(new Behavior.Stretch(done, at, false));
        }
        stretches.add(new Behavior.Stretch(at, next, true));
        done = next;
      }
      at = next;
    }
    if (done < to) {
      stretches.add(new Behavior.Stretch(done, to, false));
    }
    behavior.apply(stretches, sink);
  }
}
