package org.peykare.corpus.filter;

import org.jspecify.annotations.Nullable;

/// The part of a text in which repetition is looked for: without its title and, where more text
/// follows, without its lead, because news repeat both in their first sentence.
final class Body {
  private static final int LONGEST_LEAD = 600;

  private Body() {}

  static String of(String text, @Nullable String title) {
    String rest = text;
    if (title != null && rest.startsWith(title)) {
      rest = rest.substring(title.length()).strip();
    }
    int lead = rest.indexOf("\n\n");
    boolean short1 = lead > 0 && lead <= LONGEST_LEAD;
    return short1 && rest.length() - lead > lead ? rest.substring(lead).strip() : rest;
  }
}
