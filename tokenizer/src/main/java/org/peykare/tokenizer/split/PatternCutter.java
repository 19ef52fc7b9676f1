package org.peykare.tokenizer.split;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peykare.tokenizer.pipeline.TextCutter;

/// Cuts at the matches of a pattern.
///
/// @param pattern the pattern
/// @param behavior what becomes of the matches
/// @param counts what counts as a match
public record PatternCutter(Pattern pattern, Behavior behavior, Counts counts)
    implements TextCutter {
  /// What counts as a match.
  public enum Counts {
    /// What the pattern matches.
    MATCHES,
    /// What lies between (`invert`).
    GAPS
  }

  @Override
  public void split(String text, int from, int to, RangeSink sink) {
    List<Behavior.Stretch> stretches = new ArrayList<>();
    boolean match = counts == Counts.MATCHES;
    int done = from;
    Matcher matcher = pattern.matcher(text).region(from, to);
    while (matcher.find()) {
      if (done < matcher.start()) {
        stretches.add(new Behavior.Stretch(done, matcher.start(), !match));
      }
      stretches.add(new Behavior.Stretch(matcher.start(), matcher.end(), match));
      done = matcher.end();
    }
    if (done < to) {
      stretches.add(new Behavior.Stretch(done, to, !match));
    }
    behavior.apply(stretches, sink);
  }
}
