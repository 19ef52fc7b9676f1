package org.peykare.corpus.extract;

/// Text that was decoded with a wrong charset and could not be put right: `Ã©`, `Ø§Û`, `Ð¿Ñ€`.
public final class Garbled {
  /// Share of the characters from which on a text counts as garbled.
  public static final double MOST = .03;

  /// What the first bytes of UTF-8 letters look like in windows-1252.
  private static final String FIRST = "ÂÃÄÅÎÏÐÑ×ØÙÚÛÜàáâãä";

  private Garbled() {}

  /// Share of the characters that are a first byte and a following byte of UTF-8 read as
  /// windows-1252.
  public static double share(String text) {
    int garbled = 0;
    int characters = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      characters += Character.isWhitespace(c) ? 0 : 1;
      if (c >= 0x80 && i + 1 < text.length() && FIRST.indexOf(c) >= 0) {
        garbled += isFollowing(text.charAt(i + 1)) ? 2 : 0;
      }
    }
    return characters == 0 ? 0 : (double) garbled / characters;
  }

  /// A byte 80 to BF as windows-1252 shows it; none of them is a letter that words are full of.
  private static boolean isFollowing(char c) {
    return (c >= 0x80 && c <= 0xBF && c != 0xA0 && c != 0xAB && c != 0xBB)
        || "€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ".indexOf(c) >= 0;
  }
}
