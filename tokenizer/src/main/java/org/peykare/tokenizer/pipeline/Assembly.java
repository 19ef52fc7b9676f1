package org.peykare.tokenizer.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// From the tokens of one text or two to what a model takes: cut, trimmed, with special tokens,
/// padded.
final class Assembly {
  private final Pipeline pipeline;
  private final Optional<Truncation> truncation;
  private final Optional<Padding> padding;

  Assembly(Pipeline pipeline, Pipeline.Lengths lengths) {
    this.pipeline = pipeline;
    truncation = lengths.truncation();
    padding = lengths.padding();
  }

  List<Encoding> assemble(String text, TemplateProcessing template) {
    CodePointText original = new CodePointText(text);
    Encoding whole = limited(text, original, Truncation.Strategy.ONLY_SECOND);
    List<Encoding> parts =
        truncation.map(t -> t.apply(whole, template.addedToSingle())).orElse(List.of(whole));
    trim(parts, original);
    return padded(template.process(parts));
  }

  List<Encoding> assemble(String first, String second, TemplateProcessing template) {
    CodePointText firstOriginal = new CodePointText(first);
    CodePointText secondOriginal = new CodePointText(second);
    Encoding one = limited(first, firstOriginal, Truncation.Strategy.ONLY_SECOND);
    Encoding two = limited(second, secondOriginal, Truncation.Strategy.ONLY_FIRST);
    Truncation.Parts parts =
        truncation
            .map(t -> t.apply(one, two, template.addedToPair()))
            .orElse(new Truncation.Parts(List.of(one), List.of(two)));
    trim(parts.first(), firstOriginal);
    trim(parts.second(), secondOriginal);
    return padded(template.process(parts.first(), parts.second()));
  }

  /// The reference library stops tokenizing a text that is to be shortened after the word that
  /// reaches the greatest length: what comes then is in no part. Added tokens do not stop it.
  ///
  /// @param sparing the strategy that leaves this text whole
  private Encoding limited(String text, CodePointText original, Truncation.Strategy sparing) {
    Encoding whole = pipeline.tokens(text);
    if (truncation.isEmpty() || truncation.get().strategy() == sparing) {
      return whole;
    }
    int most = truncation.get().maxLength();
    return truncation.get().direction() == Truncation.Direction.RIGHT
        ? beginning(whole, original, most)
        : end(whole, original, most);
  }

  private Encoding beginning(Encoding whole, CodePointText text, int most) {
    int[] words = whole.wordIds();
    for (int to = 1; to < whole.size(); to++) {
      boolean ends = words[to] != words[to - 1];
      if (to >= most && ends && !pipeline.isAdded(whole, to - 1, text)) {
        return whole.part(0, to);
      }
    }
    return whole;
  }

  /// Words are counted anew from the first that is kept.
  private Encoding end(Encoding whole, CodePointText text, int most) {
    int[] words = whole.wordIds();
    for (int from = whole.size() - 1; from > 0; from--) {
      boolean begins = words[from] != words[from - 1];
      if (whole.size() - from >= most && begins && !pipeline.isAdded(whole, from, text)) {
        Encoding end = whole.part(from, whole.size());
        int first = words[from];
        Arrays.setAll(end.wordIds(), i -> end.wordIds()[i] - first);
        return end;
      }
    }
    return whole;
  }

  private void trim(List<Encoding> parts, CodePointText text) {
    for (Encoding part : parts) {
      pipeline.postProcessor().trimming().apply(part, i -> pipeline.tokenText(part, i, text));
    }
  }

  private List<Encoding> padded(List<Encoding> parts) {
    return padding.map(p -> p.apply(parts)).orElse(parts);
  }
}
