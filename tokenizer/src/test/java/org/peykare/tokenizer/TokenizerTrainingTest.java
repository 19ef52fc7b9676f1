package org.peykare.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
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
    new TokenizerTraining(new TokenizerTrainingConfig(300, 1, List.of("<s>"), "gpt2", List.of()))
        .run(new TextSource.Texts(List.of("some text")), folder);
    Tokenizer tokenizer = Tokenizer.load(folder);
    assertThat(tokenizer.encodeWithSpecialTokens("text")).isEqualTo(tokenizer.encode("text"));
    assertThat(tokenizer.specialTokens()).containsOnlyKeys("<s>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"metaspace", "bert"})
  void withStepsThatRewriteTextTheFileMeansWhatWasTrained(String preTokenizer) {
    List<String> steps =
        List.of("bert", "lowercase", "strip-accents", "nfkd", "persian", "replace:۱=1");
    new TokenizerTraining(
            CONFIG
                .withVocabularySize(300)
                .withPreTokenizer(preTokenizer)
                .withNormalizers(steps)
                .withMoreSpecialTokens(TokenizerTrainingConfig.CHAT_TOKENS))
        .run(new TextSource.Texts(List.of("Café كتاب ۱۲", "café کتاب ۱۲")), folder);
    Tokenizer tokenizer = Tokenizer.load(folder);
    boolean spaces = preTokenizer.equals("metaspace");
    assertThat(tokenizer.decode(tokenizer.encodeIds("CAFE  كتابـ ۱۲ ")))
        .isEqualTo(spaces ? "cafe  کتاب 1۲ " : "cafeکتاب1۲");
    assertThat(tokenizer.specialTokens()).containsEntry("<|user|>", 6);
    Path again = folder.resolve("again");
    tokenizer.save(again);
    assertThat(again.resolve("tokenizer.json"))
        .hasSameBinaryContentAs(folder.resolve("tokenizer.json"));
  }

  @Test
  void theCardSaysWhereTheTokenizerComesFrom() throws Exception {
    new TokenizerTraining(CONFIG.withVocabularySize(300))
        .run(new TextSource.Texts(List.of("سلام سلام", "abc")), folder);
    JsonNode card = SharedData.JSON.readTree(folder.resolve("tokenizer_card.json").toFile());
    assertThat(card.at("/text/kind").asText()).isEqualTo("texts");
    assertThat(card.at("/settings/pre_tokenizer").asText()).isEqualTo("persian");
    assertThat(card.at("/measures/texts").asInt()).isEqualTo(2);
    assertThat(card.at("/measures/bytes").asInt()).isEqualTo(17 + 3);
    // سلام and its kin with a space have 7 merges in common, which leave " " + سلام; abc came once.
    assertThat(card.at("/measures/tokens").asInt()).isEqualTo(1 + 2 + 3);
    String digest =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(Files.readAllBytes(folder.resolve("tokenizer.json"))));
    assertThat(card.at("/sha256/tokenizer.json").asText()).isEqualTo(digest);
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertThatThrownBy(() -> CONFIG.withVocabularySize(260))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid vocabulary size: 260 (must be 261..16777216; the least holds 256 bytes and 5 special tokens)");
    assertThatThrownBy(() -> CONFIG.withMinFrequency(-1))
        .hasMessage("Invalid least frequency: -1 (must be 0 or more)");
    assertThatThrownBy(() -> CONFIG.withPreTokenizer("words"))
        .hasMessage(
            "Invalid pre-tokenizer: words (must be one of gpt2, gpt4, o200k, persian, metaspace, bert)");
    assertThatThrownBy(() -> CONFIG.withNormalizers(List.of("nfc", "replace:")))
        .hasMessage(
            "Invalid normalizer: replace: (must be one of nfc, nfd, nfkc, nfkd, lowercase, strip-accents, bert, persian, none, replace:FROM=TO)");
    assertThatThrownBy(
            () -> new TokenizerTrainingConfig(500, 2, List.of("[PAD]", " "), "gpt2", List.of()))
        .hasMessageContaining("none may be empty or blank");
    assertThatThrownBy(
            () -> new TokenizerTraining(CONFIG).run(new TextSource.Texts(List.of("")), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot train a tokenizer: there is no text in ");
    assertThat(folder).isEmptyDirectory();
  }
}
