package org.peykare.tokenizer.pipeline;

/// Puts special tokens around one text or between two.
///
/// @param trimming what becomes of white space at the borders of tokens
/// @param template where the special tokens go
public record PostProcessor(OffsetTrimming trimming, TemplateProcessing template) {
  /// Adds nothing.
  public static final PostProcessor NONE = of(TemplateProcessing.plain());

  /// Only a template.
  public static PostProcessor of(TemplateProcessing template) {
    return new PostProcessor(OffsetTrimming.NONE, template);
  }
}
