package org.peykare.tokenizer.split;

import java.util.ArrayList;
import java.util.List;
import org.peykare.tokenizer.pipeline.TextCutter.RangeSink;

/// What becomes of the matches of a pattern when text is cut at them.
public enum Behavior {
  /// A match is left out.
  REMOVED,
  /// A match is a piece.
  ISOLATED,
  /// Matches side by side are one piece.
  CONTIGUOUS,
  /// A match ends the piece before it.
  MERGED_WITH_PREVIOUS,
  /// A match begins the piece after it.
  MERGED_WITH_NEXT;

  /// A stretch of text that is a match, or is none.
  record Stretch(int from, int to, boolean match) {}

  /// Passes on the pieces that stretches, which cover the text, make.
  void apply(List<Stretch> stretches, RangeSink sink) {
    switch (this) {
      case REMOVED ->
          stretches.stream().filter(s -> !s.match()).forEach(s -> sink.piece(s.from(), s.to()));
      case ISOLATED -> stretches.forEach(s -> sink.piece(s.from(), s.to()));
      case CONTIGUOUS -> contiguous(stretches, sink);
      case MERGED_WITH_PREVIOUS -> mergedWithPrevious(stretches, sink);
      case MERGED_WITH_NEXT -> mergedWithNext(stretches, sink);
    }
  }

  private static void contiguous(List<Stretch> stretches, RangeSink sink) {
    for (int i = 0; i < stretches.size(); ) {
      int end = i + 1;
      while (end < stretches.size() && stretches.get(end).match() == stretches.get(i).match()) {
        end++;
      }
      sink.piece(stretches.get(i).from(), stretches.get(end - 1).to());
      i = end;
    }
  }

  /// A match joins what is before it unless that is a match itself.
  private static void mergedWithPrevious(List<Stretch> stretches, RangeSink sink) {
    for (int i = 0; i < stretches.size(); ) {
      Stretch first = stretches.get(i);
      boolean joins = !first.match() && i + 1 < stretches.size() && stretches.get(i + 1).match();
      sink.piece(first.from(), stretches.get(joins ? i + 1 : i).to());
      i += joins ? 2 : 1;
    }
  }

  /// A match joins what is after it unless that is a match itself.
  private static void mergedWithNext(List<Stretch> stretches, RangeSink sink) {
    List<Stretch> pieces = new ArrayList<>();
    for (int i = 0; i < stretches.size(); i++) {
      Stretch first = stretches.get(i);
      boolean joins = first.match() && i + 1 < stretches.size() && !stretches.get(i + 1).match();
      pieces.add(new Stretch(first.from(), stretches.get(joins ? ++i : i).to(), false));
    }
    pieces.forEach(p -> sink.piece(p.from(), p.to()));
  }
}
