package org.peykare.corpus.identify;

/// A language and how sure it is.
///
/// @param lang ISO 639-1 code where there is one, else ISO 639-3; `und` for text without letters
/// @param confidence 0 to 1: the share of the text that reads as this language, each part weighed
///   by how sure it is
public record LanguageGuess(String lang, double confidence) {
  /// The code for no language.
  public static final String UNDETERMINED = "und";

  /// No language.
  public static LanguageGuess none() {
    return new LanguageGuess(UNDETERMINED, 0);
  }
}
