package org.peykare.corpus.extract;

import org.jspecify.annotations.Nullable;

/// The block of a page that its own description (meta description, Open Graph) repeats: the lead of
/// the text, wherever the page's design puts it.
final class LeadText {
  /// Letters that must agree.
  private static final int LEAST = 36;

  /// A longer block is more than a lead.
  private static final int LONGEST = 1_500;

  private final @Nullable Region region;
  private final String letters;

  private LeadText(@Nullable Region region, String letters) {
    this.region = region;
    this.letters = letters;
  }

  /// The lead in `page`, if the description names one.
  static LeadText of(Region page, @Nullable String description) {
    String wanted = description == null ? "" : letters(description);
    if (wanted.length() < LEAST) {
      return new LeadText(null, "");
    }
    String prefix = wanted.substring(0, LEAST);
    return new LeadText(find(page, prefix), prefix);
  }

  /// The block; null where there is none.
  @Nullable Region region() {
    return region;
  }

  /// Whether the lead is `other` or inside it.
  boolean isIn(Region other) {
    return region != null && region.isWithin(other);
  }

  /// Whether a block of `main` begins the same.
  boolean isRepeatedIn(Region main) {
    return find(main, letters) != null;
  }

  private static @Nullable Region find(Region region, String prefix) {
    if (region.ownChars >= LEAST && region.ownChars <= LONGEST && begins(region, prefix)) {
      return region;
    }
    for (Region child : region.regions()) {
      if (child.chars >= LEAST && !child.inline && child.hints != Hints.OUTSIDE) {
        Region found = find(child, prefix);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static boolean begins(Region region, String prefix) {
    StringBuilder text = new StringBuilder();
    beginning(region, text);
    return letters(text.toString()).startsWith(prefix);
  }

  private static void beginning(Region region, StringBuilder text) {
    for (Object part : region.content) {
      if (text.length() > 4 * LEAST) {
        return;
      }
      if (part instanceof String string) {
        text.append(string, 0, Math.min(string.length(), 8 * LEAST));
      } else if (part instanceof Region child && child.inline) {
        beginning(child, text);
      }
    }
  }

  private static String letters(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        letters.append(Character.toLowerCase(c));
      }
    }
    return letters.toString();
  }
}
