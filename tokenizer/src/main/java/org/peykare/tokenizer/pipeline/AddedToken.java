package org.peykare.tokenizer.pipeline;

/// A token that is looked for in the text itself, before any model sees it.
///
/// @param id its id
/// @param content its text
/// @param singleWord matches only where no word character touches it
/// @param lstrip swallows the white space before it
/// @param rstrip swallows the white space after it
/// @param normalized is looked for in normalised text, else in the text as it came
/// @param special is left out by a decoding without special tokens
public record AddedToken(
    int id,
    String content,
    boolean singleWord,
    boolean lstrip,
    boolean rstrip,
    boolean normalized,
    boolean special) {

  public AddedToken {
    if (content.isEmpty()) {
      throw new IllegalArgumentException("Invalid added token " + id + ": its content is empty");
    }
    if (id < 0) {
      throw new IllegalArgumentException(
          "Invalid added token %s: id %d (must not be negative)".formatted(content, id));
    }
  }

  /// A special token with no white space around it swallowed.
  public static AddedToken special(int id, String content) {
    return new AddedToken(id, content, false, false, false, false, true);
  }

  /// This token, swallowing white space before it.
  public AddedToken withLstrip() {
    return new AddedToken(id, content, singleWord, true, rstrip, normalized, special);
  }
}
