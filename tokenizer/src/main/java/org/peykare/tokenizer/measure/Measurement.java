package org.peykare.tokenizer.measure;

/// A tokenizer measured on text.
///
/// @param texts texts read
/// @param bytes their UTF-8 bytes
/// @param words runs of characters other than white space
/// @param tokens tokens, without special tokens around the texts
/// @param letterWords runs of letters, with the marks and non-joiners inside them
/// @param wholeWords those of them that lie in one token
/// @param unknown tokens that stand for what the vocabulary has not
/// @param partial tokens that are bytes of a character, not a whole one: byte fallback, and
///   byte-level tokens that begin or end inside a character
/// @param renyiEfficiency see [Renyi]
/// @param roundTrips texts that decode to their normal form again
public record Measurement(
    long texts,
    long bytes,
    long words,
    long tokens,
    long letterWords,
    long wholeWords,
    long unknown,
    long partial,
    double renyiEfficiency,
    long roundTrips) {

  /// Fertility: 1 would be a vocabulary of whole words.
  public double tokensPerWord() {
    return (double) tokens / words;
  }

  /// Compression: how much text a token holds.
  public double bytesPerToken() {
    return (double) bytes / tokens;
  }

  /// Share of words of letters that lie in one token.
  public double wholeWordShare() {
    return letterWords == 0 ? 1 : (double) wholeWords / letterWords;
  }

  /// Share of unknown tokens.
  public double unknownShare() {
    return (double) unknown / tokens;
  }

  /// Share of tokens that are bytes of a character.
  public double partialShare() {
    return (double) partial / tokens;
  }
}
