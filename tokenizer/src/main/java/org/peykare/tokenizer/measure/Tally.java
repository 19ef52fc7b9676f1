package org.peykare.tokenizer.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.BitSet;
import org.peykare.tokenizer.pipeline.Encoding;
import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.pipeline.TemplateProcessing;
import org.peykare.tokenizer.pipeline.WhiteSpace;

/// Adds up what a tokenizer makes of texts.
public final class Tally {
  private static final int LETTERS =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER;
  private static final int MARKS =
      1 << Character.NON_SPACING_MARK
          | 1 << Character.ENCLOSING_MARK
          | 1 << Character.COMBINING_SPACING_MARK;
  private static final int NON_JOINER = 0x200C;

  private final Pipeline tokenizer;
  private final TemplateProcessing plain;
  private final BitSet parts = new BitSet();
  private final long[] counts;
  private long texts;
  private long bytes;
  private long words;
  private long letterWords;
  private long wholeWords;
  private long roundTrips;

  /// A tally for `tokenizer`.
  public Tally(Pipeline tokenizer) {
    this.tokenizer = tokenizer;
    plain = tokenizer.postProcessor().template().withoutSpecialTokens();
    counts = new long[tokenizer.vocabularySize()];
    for (int id = 0; id < counts.length; id++) {
      parts.set(id, isPart(id));
    }
  }

  private boolean isPart(int id) {
    String token = tokenizer.token(id);
    if (token != null && token.matches("<0x[0-9A-F]{2}>")) {
      return true;
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(tokenizer.bytes(id)));
      return false;
    } catch (CharacterCodingException e) {
      return true;
    }
  }

  /// Adds a text.
  public void add(String text) {
    Encoding encoding = tokenizer.encode(text, plain, Pipeline.Lengths.FREE).getFirst();
    for (int id : encoding.ids()) {
      counts[id]++;
    }
    texts++;
    bytes += text.getBytes(UTF_8).length;
    int[] characters = text.codePoints().toArray();
    addWords(characters);
    addLetterWords(characters, encoding);
    NormalizedText normal = tokenizer.normalizer().normalize(text, 0, text.length());
    boolean returns =
        tokenizer
            .decode(encoding.ids())
            .contentEquals(normal.text().subSequence(normal.from(), normal.to()));
    roundTrips += returns ? 1 : 0;
  }

  private void addWords(int... characters) {
    boolean inside = false;
    for (int c : characters) {
      boolean space = WhiteSpace.is(c);
      words += !space && !inside ? 1 : 0;
      inside = !space;
    }
  }

  private void addLetterWords(int[] characters, Encoding encoding) {
    int[] starts = encoding.starts();
    int[] ends = encoding.ends();
    int token = 0;
    for (int from = 0; from < characters.length; ) {
      int to = wordEnd(characters, from);
      if (to == from) {
        from++;
        continue;
      }
      while (token < ends.length && ends[token] <= from) {
        token++;
      }
      boolean covered = token < ends.length && starts[token] <= from && ends[token] >= to;
      boolean alone = token + 1 >= ends.length || starts[token + 1] >= to;
      letterWords++;
      wholeWords += covered && alone ? 1 : 0;
      from = to;
    }
  }

  /// Where the word of letters that begins at `from` ends; `from` if none does.
  private static int wordEnd(int[] characters, int from) {
    int to = from;
    while (to < characters.length && isWord(characters[to], to == from ? LETTERS : LETTERS | MARKS)
        || (to > from && to < characters.length && characters[to] == NON_JOINER)) {
      to++;
    }
    return to;
  }

  private static boolean isWord(int character, int types) {
    return (types >> Character.getType(character) & 1) == 1;
  }

  /// The sums so far.
  ///
  /// @throws IllegalArgumentException when there was no text
  public Measurement measurement() {
    long tokens = 0;
    long partial = 0;
    for (int id = 0; id < counts.length; id++) {
      tokens += counts[id];
      partial += parts.get(id) ? counts[id] : 0;
    }
    if (words == 0 || tokens == 0) {
      throw new IllegalArgumentException("Cannot measure a tokenizer: the source has no text");
    }
    int unknown = tokenizer.model().unknownId();
    return new Measurement(
        texts,
        bytes,
        words,
        tokens,
        letterWords,
        wholeWords,
        unknown < 0 ? 0 : counts[unknown],
        partial,
        Renyi.efficiency(counts),
        roundTrips);
  }
}
