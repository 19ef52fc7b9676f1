package org.peykare.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peykare.tokenizer.bpe.WordPattern;
import org.peykare.tokenizer.json.TokenizerJson;
import org.peykare.tokenizer.pipeline.Encoding;

/// Byte-level tokenizers give every string back: broken surrogates (as U+FFFD), NUL and all.
class AnyStringTest {

  @ParameterizedTest
  @EnumSource
  void comesBackAndIsCoveredByOffsets(WordPattern pattern) throws IOException {
    Tokenizer tokenizer = withoutNormalizer(pattern);
    RandomText random = RandomText.of("AnyStringTest");
    for (int i = 0; i < 2_000; i++) {
      String text = i % 2 == 0 ? random.units(60) : random.mixed(30).replace("[MASK]", "");
      assertComesBack(tokenizer, text);
    }
  }

  @Test
  void comesBackWhateverTheLengthOfItsWords() throws IOException {
    Tokenizer tokenizer = withoutNormalizer(WordPattern.PERSIAN);
    for (int length = 1; length < 200; length++) {
      assertComesBack(tokenizer, "کتاب‌خانه‌ها".repeat(20).substring(0, length));
      assertComesBack(tokenizer, "\uD83D\uDE00".repeat(100).substring(0, length));
      assertComesBack(tokenizer, "\uDE00".repeat(length));
    }
  }

  private static void assertComesBack(Tokenizer tokenizer, String text) {
    Encoding encoding = tokenizer.encode(text);
    String whole =
        text.codePoints()
            .map(AnyStringTest::orReplacement)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    assertThat(tokenizer.decode(encoding.ids())).isEqualTo(whole);
    assertThat(tokenizer.encodeIds(text)).containsExactly(encoding.ids());
    int covered = 0;
    for (int i = 0; i < encoding.size(); i++) {
      assertThat(encoding.starts()[i]).isBetween(Math.max(0, covered - 1), covered);
      assertThat(encoding.ends()[i]).isGreaterThanOrEqualTo(covered);
      covered = encoding.ends()[i];
    }
    assertThat(covered).isEqualTo(text.codePointCount(0, text.length()));
  }

  private static int orReplacement(int codePoint) {
    return codePoint >= 0xD800 && codePoint < 0xE000 ? 0xFFFD : codePoint;
  }

  /// The golden tokenizer, but cutting by `pattern` and leaving characters as they are.
  private static Tokenizer withoutNormalizer(WordPattern pattern) throws IOException {
    String json = Files.readString(GoldenFiles.tokenizer());
    String escaped = pattern.regex().replace("\\", "\\\\");
    String changed =
        json.replaceFirst("(?s)\"normalizer\": \\{.*?\\}", "\"normalizer\": null")
            .replaceFirst(
                "\"Regex\": \"[^\n]*\"",
                java.util.regex.Matcher.quoteReplacement("\"Regex\": \"" + escaped + "\""));
    assertThat(changed).contains(escaped).contains("\"normalizer\": null");
    return new Tokenizer(TokenizerJson.parse(changed));
  }
}
