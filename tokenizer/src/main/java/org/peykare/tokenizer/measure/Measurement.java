package org.peykare.tokenizer.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.pipeline.WhiteSpace;
import org.peykare.tokenizer.text.TextReader;
import org.peykare.tokenizer.text.TextSource;

/// A tokenizer measured on text.
///
/// @param texts texts read
/// @param bytes their UTF-8 bytes
/// @param words runs of characters other than white space
/// @param tokens tokens, without special tokens around the texts
/// @param roundTrips texts that decode to their normal form again
public record Measurement(long texts, long bytes, long words, long tokens, long roundTrips) {

  /// Measures `tokenizer` on `source`.
  public static Measurement of(Pipeline tokenizer, TextSource source) {
    Tally tally = new Tally(tokenizer);
    TextReader.forEach(source, tally::add);
    if (tally.texts == 0) {
      throw new IllegalArgumentException("Cannot measure a tokenizer: the source has no text");
    }
    return new Measurement(tally.texts, tally.bytes, tally.words, tally.tokens, tally.roundTrips);
  }

  /// Fertility: 1 would be a vocabulary of whole words.
  public double tokensPerWord() {
    return (double) tokens / words;
  }

  /// Compression: how much text a token holds.
  public double bytesPerToken() {
    return (double) bytes / tokens;
  }

  private static final class Tally {
    private final Pipeline tokenizer;
    private long texts;
    private long bytes;
    private long words;
    private long tokens;
    private long roundTrips;

    private Tally(Pipeline tokenizer) {
      this.tokenizer = tokenizer;
    }

    private void add(String text) {
      int[] ids = tokenizer.encodeIds(text);
      NormalizedText normal = tokenizer.normalizer().normalize(text, 0, text.length());
      texts++;
      bytes += text.getBytes(UTF_8).length;
      words += words(text);
      tokens += ids.length;
      boolean returns =
          tokenizer
              .decode(ids)
              .contentEquals(normal.text().subSequence(normal.from(), normal.to()));
      roundTrips += returns ? 1 : 0;
    }

    private static long words(String text) {
      long words = 0;
      boolean inside = false;
      for (int i = 0; i < text.length(); i++) {
        boolean space = WhiteSpace.is(text.charAt(i));
        words += !space && !inside ? 1 : 0;
        inside = !space;
      }
      return words;
    }
  }
}
