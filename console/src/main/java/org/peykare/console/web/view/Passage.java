package org.peykare.console.web.view;

import java.util.ArrayList;
import java.util.List;

/// A piece of a search snippet.
///
/// @param text plain text, not escaped
/// @param kind whether it was searched for
public record Passage(String text, Kind kind) {
  /// Whether a passage was searched for.
  public enum Kind {
    /// Words that were found.
    FOUND,
    /// What stands around them.
    AROUND
  }

  /// The pieces of a snippet: HTML-escaped text in which `<mark>` alone is an element. Whatever
  /// else is in it stays text.
  public static List<Passage> of(String snippet) {
    List<Passage> passages = new ArrayList<>();
    int at = 0;
    Kind kind = Kind.AROUND;
    while (at < snippet.length()) {
      String next = kind == Kind.AROUND ? "<mark>" : "</mark>";
      int end = snippet.indexOf(next, at);
      String text = snippet.substring(at, end < 0 ? snippet.length() : end);
      if (!text.isEmpty()) {
        passages.add(new Passage(unescaped(text), kind));
      }
      at = end < 0 ? snippet.length() : end + next.length();
      kind = kind == Kind.AROUND ? Kind.FOUND : Kind.AROUND;
    }
    return passages;
  }

  public boolean found() {
    return kind == Kind.FOUND;
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&");
  }
}
