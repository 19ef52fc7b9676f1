package org.peykare.tokenizer.shards;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextVersionsTest {
  private final TextVersions versions = new TextVersions();

  @Test
  void isTheBeginningOfTheHashOfTheTextInUtf8() {
    for (String text :
        new String[] {"", "hello", "می‌شود", "𐎠𐎡 x", "\uD800", "a\uDC00b", "\u0000"}) {
      assertThat(versions.of(text)).as(text).isEqualTo(expected(text));
    }
  }

  @Test
  void joinsBlocksWhereverTheyMeet() {
    Random random = new Random(7);
    int[] alphabet = {
      'a', 0x7F, 0x80, 'ی', 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF, 0xD800, 0xDC00
    };
    for (int length = 4_080; length < 4_110; length++) {
      StringBuilder text = new StringBuilder("x".repeat(random.nextInt(4)));
      random.ints(2 * length, 0, alphabet.length).forEach(i -> text.appendCodePoint(alphabet[i]));
      assertThat(versions.of(text.toString())).isEqualTo(expected(text.toString()));
    }
  }

  private static byte[] expected(String text) {
    return Arrays.copyOf(Digests.sha256().digest(text.getBytes(UTF_8)), SplitWriter.VERSION_BYTES);
  }
}
