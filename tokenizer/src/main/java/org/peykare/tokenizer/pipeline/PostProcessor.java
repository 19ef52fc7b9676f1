package org.peykare.tokenizer.pipeline;

/// Puts special tokens around one text or between two.
public interface PostProcessor {
  /// Adds nothing.
  PostProcessor NONE = TemplateProcessing.plain();

  /// `text` with its special tokens.
  Encoding process(Encoding text);

  /// The pair `first`, `second` with its special tokens.
  Encoding process(Encoding first, Encoding second);
}
