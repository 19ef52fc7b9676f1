package org.peykare.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.tokenizer.json.TokenizerJson;
import org.peykare.tokenizer.measure.Measurement;
import org.peykare.tokenizer.measure.VocabularyChoice;
import org.peykare.tokenizer.text.TextSource;

class TokenizerComparisonTest {
  private static final List<String> TEXT = List.of("abc abc abc abd می‌شود\n", "می‌شود گل\n");

  @TempDir Path folder;

  private Tokenizer trained(int size, String preTokenizer) {
    Path out = folder.resolve(preTokenizer + size);
    new TokenizerTraining(
            TokenizerTrainingConfig.defaults()
                .withVocabularySize(size)
                .withPreTokenizer(preTokenizer))
        .run(new TextSource.Texts(TEXT), out);
    return Tokenizer.load(out);
  }

  private static Measurement measured(Tokenizer tokenizer, String... texts) {
    return new TokenizerComparison(Map.of("it", tokenizer))
        .run(Map.of("xx", new TextSource.Texts(List.of(texts))))
        .languages()
        .values()
        .iterator()
        .next()
        .values()
        .iterator()
        .next();
  }

  @Test
  void measuresFertilityCompressionAndRoundTrips() throws IOException {
    Measurement measured =
        measured(Tokenizer.load(GoldenFiles.tokenizer()), "a b c\n", "سلام", "[MASK] x [MASK]");
    assertThat(measured.texts()).isEqualTo(3);
    assertThat(measured.words()).isEqualTo(7);
    assertThat(measured.bytes()).isEqualTo(6 + 8 + 15);
    assertThat(measured.roundTrips()).isEqualTo(2);
    assertThat(measured.tokensPerWord()).isEqualTo(measured.tokens() / 7.0);
    assertThat(measured.bytesPerToken()).isEqualTo(29.0 / measured.tokens());
    assertThat(measured.unknown()).isZero();
  }

  @Test
  void countsWordsInOneTokenAndTokensInsideACharacter() {
    Tokenizer persian = trained(320, "persian");
    Measurement measured = measured(persian, " abc می‌شود, می‌شود abx");
    // " abc" and "می‌شود" were learned, "abx" was not.
    assertThat(measured.letterWords()).isEqualTo(4);
    assertThat(measured.wholeWords()).isEqualTo(3);
    assertThat(measured.partial()).isZero();
    Measurement unseen = measured(persian, "한");
    assertThat(unseen.tokens()).isEqualTo(3);
    assertThat(unseen.partial()).isEqualTo(3);
    assertThat(unseen.wholeWords()).isZero();
  }

  @Test
  void countsUnknownAndFallbackTokensOfOtherModels() throws IOException {
    // Both tokenizers of the test resources lack this character.
    assertThat(measured(kind("bert"), "a \uD83E\uDEBF a").unknownShare()).isPositive();
    Measurement bytes = measured(kind("llama"), "a \uD83E\uDEBF a");
    assertThat(bytes.unknown()).isZero();
    assertThat(bytes.partial()).isEqualTo(4);
  }

  private static Tokenizer kind(String name) throws IOException {
    return new Tokenizer(
        TokenizerJson.parse(String.join("\n", TokenizerKindsTest.lines(name + ".tokenizer.json"))));
  }

  @Test
  void evenFrequenciesAreEfficient() {
    Tokenizer bytes = trained(261, "gpt2");
    // Each token once or twice as often: entropy of order 2.5 by hand.
    Measurement measured = measured(bytes, "abcc");
    double sum = 2 * Math.pow(0.25, 2.5) + Math.pow(0.5, 2.5);
    assertThat(measured.renyiEfficiency())
        .isCloseTo(Math.log(sum) / -1.5 / Math.log(261), within(1e-12));
  }

  @Test
  void ordersTokenizersBySizeWithTheirTokens() {
    TokenizerComparison.Result result =
        new TokenizerComparison(Map.of("b", trained(266, "gpt2"), "a", trained(262, "gpt2")))
            .run(Map.of("xx", new TextSource.Texts(TEXT)));
    List<VocabularyChoice.Step> steps = result.choice().steps();
    assertThat(steps.stream().map(VocabularyChoice.Step::size)).containsExactly(262, 266);
    assertThat(steps.getFirst().tokens()).isGreaterThan(steps.getLast().tokens());
  }

  @Test
  void picksTheSizeFromWhichTwiceTheSizeSavesLittle() {
    VocabularyChoice choice =
        VocabularyChoice.among(
            List.of(
                new VocabularyChoice.Size(32_000, 870),
                new VocabularyChoice.Size(8_000, 1_000),
                new VocabularyChoice.Size(16_000, 900),
                new VocabularyChoice.Size(16_000, 950)));
    assertThat(choice.picked()).hasValue(16_000);
    assertThat(choice.steps().getFirst().saving())
        .hasValueSatisfying(saving -> assertThat(saving).isCloseTo(0.1, within(1e-12)));
    assertThat(choice.steps().getLast().saving()).isEmpty();
    assertThat(
            VocabularyChoice.among(
                    List.of(
                        new VocabularyChoice.Size(8_000, 100),
                        new VocabularyChoice.Size(16_000, 90)))
                .picked())
        .isEmpty();
  }

  @Test
  void refusesASourceWithoutText() throws IOException {
    Tokenizer tokenizer = Tokenizer.load(GoldenFiles.tokenizer());
    assertThatThrownBy(() -> measured(tokenizer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot measure a tokenizer: the source has no text");
  }
}
