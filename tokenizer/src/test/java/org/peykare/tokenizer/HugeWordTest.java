package org.peykare.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peykare.tokenizer.pipeline.Encoding;

/// Texts of a million characters without an end to their words take about as long as others. The
/// limit only tells a hang from an answer: anything quadratic would take hours.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HugeWordTest {
  private static final int LENGTH = 1_000_000;

  @ParameterizedTest
  @ValueSource(strings = {"roberta", "llama", "bpe_suffix", "unigram_bytes", "bert"})
  void isEncodedAndDecoded(String kind) throws IOException {
    Tokenizer tokenizer = TokenizerKindsTest.tokenizer(kind);
    List<String> texts =
        List.of(
            letters(), "a" + "\u0327\u0301".repeat(LENGTH / 10), "[MASK]😀".repeat(LENGTH / 40));
    for (String text : texts) {
      int[] ids = tokenizer.encodeIds(text);
      Encoding encoding = tokenizer.encodeWithSpecialTokens(text);
      assertThat(encoding.size()).isPositive();
      int codePoints = text.codePointCount(0, text.length());
      for (int i = 0; i < encoding.size(); i++) {
        assertThat(encoding.ends()[i] <= codePoints).isTrue();
      }
      assertThat(tokenizer.decode(ids)).isNotEmpty();
    }
  }

  private static String letters() {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder(LENGTH);
    String alphabet = "سلامکتابندیروهشaeiourstln";
    for (int i = 0; i < LENGTH; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
