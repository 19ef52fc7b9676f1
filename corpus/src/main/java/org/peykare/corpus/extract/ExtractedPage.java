package org.peykare.corpus.extract;

import org.jspecify.annotations.Nullable;

/// What a page says, and what it says of itself.
///
/// @param text main text: blocks separated by an empty line; empty where none was found
/// @param comments what readers wrote below it, apart from the text; empty where there is nothing
/// @param shape how the text is built
/// @param metadata what the page says of itself
public record ExtractedPage(String text, String comments, PageShape shape, Metadata metadata) {
  /// Its title, without the site's name.
  public @Nullable String title() {
    return metadata.title();
  }

  /// Licence URL the page declares.
  public @Nullable String licence() {
    return metadata.licence();
  }
}
