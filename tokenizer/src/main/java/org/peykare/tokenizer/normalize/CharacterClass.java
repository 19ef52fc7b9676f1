package org.peykare.tokenizer.normalize;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Classes of characters as Hugging Face's tokenizers see them. Its tables are of several versions
/// of Unicode: `character-classes.txt` lists where they differ from Java's, found by asking
/// `tokenizers` 0.23.2 about every code point.
public final class CharacterClass {
  private static final int MARKS =
      1 << Character.NON_SPACING_MARK
          | 1 << Character.ENCLOSING_MARK
          | 1 << Character.COMBINING_SPACING_MARK;
  private static final int PUNCTUATION =
      1 << Character.DASH_PUNCTUATION
          | 1 << Character.START_PUNCTUATION
          | 1 << Character.END_PUNCTUATION
          | 1 << Character.CONNECTOR_PUNCTUATION
          | 1 << Character.OTHER_PUNCTUATION
          | 1 << Character.INITIAL_QUOTE_PUNCTUATION
          | 1 << Character.FINAL_QUOTE_PUNCTUATION;
  private static final int NUMBERS =
      1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER;
  private static final int CONTROLS =
      1 << Character.CONTROL | 1 << Character.FORMAT | 1 << Character.PRIVATE_USE;

  private static final Map<String, BitSet> DIFFERENCES = read();
  private static final BitSet COMBINING = differences("combining");
  private static final BitSet NON_SPACING = differences("nonspacing");
  private static final BitSet PUNCTUATION_MARKS = differences("punctuation");
  private static final BitSet NUMERIC = differences("numeric");
  private static final BitSet CONTROL = differences("control");

  private CharacterClass() {}

  /// Marks that `StripAccents` removes.
  static boolean isCombining(int codePoint) {
    return isOf(codePoint, MARKS) != COMBINING.get(codePoint);
  }

  /// Marks that `BertNormalizer` removes.
  static boolean isNonSpacing(int codePoint) {
    return (Character.getType(codePoint) == Character.NON_SPACING_MARK)
        != NON_SPACING.get(codePoint);
  }

  /// Punctuation, all printable ASCII but letters and digits included.
  public static boolean isPunctuation(int codePoint) {
    if (codePoint < 0x7F) {
      return codePoint > ' ' && !Character.isLetterOrDigit(codePoint);
    }
    return isOf(codePoint, PUNCTUATION) != PUNCTUATION_MARKS.get(codePoint);
  }

  /// Numbers of any kind.
  public static boolean isNumeric(int codePoint) {
    return isOf(codePoint, NUMBERS) != NUMERIC.get(codePoint);
  }

  /// Control characters, invisible ones and private ones, but not tab, line feed and carriage
  /// return.
  static boolean isControl(int codePoint) {
    if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
      return false;
    }
    return isOf(codePoint, CONTROLS) != CONTROL.get(codePoint);
  }

  private static boolean isOf(int codePoint, int types) {
    return (types >> Character.getType(codePoint) & 1) == 1;
  }

  static BitSet differences(String name) {
    return DIFFERENCES.getOrDefault(name, new BitSet());
  }

  private static Map<String, BitSet> read() {
    Map<String, BitSet> sets = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(
                CharacterClass.class.getResourceAsStream("character-classes.txt"));
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, US_ASCII))) {
      for (String line : lines.readAllLines()) {
        String[] words = line.split(" ");
        for (int i = 1; i < words.length && !words[0].equals("#"); i++) {
          String[] range = words[i].split("-");
          sets.computeIfAbsent(words[0], _ -> new BitSet())
              .set(
                  Integer.parseInt(range[0], 16),
                  Integer.parseInt(range[range.length - 1], 16) + 1);
        }
      }
      return sets;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the table of character classes", e);
    }
  }
}
