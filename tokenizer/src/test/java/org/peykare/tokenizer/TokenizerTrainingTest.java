package org.peykare.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peykare.tokenizer.text.TextSource;

class TokenizerTrainingTest {
  @TempDir Path folder;

  private static final TokenizerTrainingConfig CONFIG = TokenizerTrainingConfig.defaults();

  @Test
  void learnsTheGoldenTokenizerToTheByte() {
    GoldenFiles.train(folder);
    assertThat(folder.resolve("tokenizer.json")).hasSameBinaryContentAs(GoldenFiles.tokenizer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt2", "gpt4", "o200k", "persian"})
  void learnsATokenizerThatLoadsAndReturnsItsText(String preTokenizer) {
    List<String> texts = List.of("می‌شود و می‌شود\n", "the cat and the cat", "سلام " + "e\u0301");
    TokenizerTraining.Report report =
        new TokenizerTraining(CONFIG.withVocabularySize(300).withPreTokenizer(preTokenizer))
            .run(new TextSource.Texts(texts), folder);
    assertThat(report.texts()).isEqualTo(3);
    Tokenizer tokenizer = Tokenizer.load(folder);
    assertThat(report.vocabularySize()).isEqualTo(tokenizer.vocabularySize()).isGreaterThan(261);
    assertThat(tokenizer.decode(tokenizer.encodeIds(texts.getFirst()))).isEqualTo(texts.getFirst());
    boolean whole = tokenizer.encodeIds("می‌شود").length == 1;
    assertThat(whole).isEqualTo(preTokenizer.equals("persian"));
  }

  @Test
  void withoutClsAndSepNothingIsPutAroundText() {
    new TokenizerTraining(new TokenizerTrainingConfig(300, 1, List.of("<s>"), "gpt2"))
        .run(new TextSource.Texts(List.of("some text")), folder);
    Tokenizer tokenizer = Tokenizer.load(folder);
    assertThat(tokenizer.encodeWithSpecialTokens("text")).isEqualTo(tokenizer.encode("text"));
    assertThat(tokenizer.specialTokens()).containsOnlyKeys("<s>");
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertThatThrownBy(() -> CONFIG.withVocabularySize(260))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid vocabulary size: 260 (must be 261..16777216; the least holds 256 bytes and 5 special tokens)");
    assertThatThrownBy(() -> CONFIG.withMinFrequency(-1))
        .hasMessage("Invalid least frequency: -1 (must be 0 or more)");
    assertThatThrownBy(() -> CONFIG.withPreTokenizer("bert"))
        .hasMessage("Invalid pre-tokenizer: bert (must be one of [gpt2, gpt4, o200k, persian])");
    assertThatThrownBy(() -> new TokenizerTrainingConfig(500, 2, List.of("[PAD]", " "), "gpt2"))
        .hasMessageContaining("none may be empty or blank");
    assertThatThrownBy(
            () -> new TokenizerTraining(CONFIG).run(new TextSource.Texts(List.of("")), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot train a tokenizer: there is no text in ");
    assertThat(folder).isEmptyDirectory();
  }
}
