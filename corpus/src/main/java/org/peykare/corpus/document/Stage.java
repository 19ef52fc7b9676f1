package org.peykare.corpus.document;

/// The stages a page passes, in order; a dropped page names the one that dropped it.
public enum Stage {
  /// WARC record and HTTP response understood; an HTML page.
  READ,
  /// No opt-out from text and data mining that the settings honour.
  CONSENT,
  /// Main text found.
  EXTRACT,
  /// Language identified, confident enough and wanted.
  LANGUAGE,
  /// Enough words, not too many.
  LENGTH,
  /// Not too repetitive.
  REPETITION,
  /// Stop words, share of letters, word length, line ends.
  QUALITY,
  /// The same folded text is not there already.
  EXACT,
  /// No near-duplicate is there already.
  NEAR
}
