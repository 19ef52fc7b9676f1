package org.peykare.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.tokenizer.text.DocumentsTableFixture;
import org.peykare.tokenizer.text.SnapshotDocument;
import org.peykare.tokenizer.text.TextSource;

class TokenizeSnapshotTest {
  @TempDir Path dir;

  private DatasetCard tokenize(String snapshot, String out) {
    return new TokenizeSnapshot(
            new TokenizeSnapshotConfig(
                dir, snapshot, GoldenFiles.tokenizer(), dir.resolve(out), 0.4))
        .run();
  }

  @Test
  void theSameDocumentsGiveTheSameBytesHoweverTheyWereStored() throws IOException {
    List<SnapshotDocument> documents = GoldenFiles.DOCUMENTS;
    long oneCommit;
    try (DocumentsTableFixture table = new DocumentsTableFixture(dir)) {
      oneCommit = table.append(documents.toArray(SnapshotDocument[]::new));
      table.tag("v1");
    }
    DatasetCard card = tokenize("v1", "first");
    assertThat(tokenize(Long.toString(oneCommit), "second"))
        .usingRecursiveComparison()
        .isEqualTo(card);
    assertThat(card.snapshot()).isEqualTo(Long.toString(oneCommit));
    assertThat(card.snapshotTag()).isEqualTo("v1");
    for (String split : List.of("train", "validation")) {
      for (String extension : List.of("bin", "idx", "ids")) {
        String file = "part-00000/" + split + "." + extension;
        assertThat(dir.resolve("first").resolve(file))
            .hasSameBinaryContentAs(dir.resolve("second").resolve(file))
            .hasSameBinaryContentAs(GoldenFiles.resource("/golden/shards/" + file));
      }
    }
    assertThat(dir.resolve("first/dataset.json"))
        .hasSameBinaryContentAs(dir.resolve("second/dataset.json"));
  }

  @Test
  void aSnapshotTrainsATokenizer() throws IOException {
    try (DocumentsTableFixture table = new DocumentsTableFixture(dir)) {
      table.append(GoldenFiles.DOCUMENTS.toArray(SnapshotDocument[]::new));
      table.tag("v1");
    }
    TokenizerTraining.Report report =
        new TokenizerTraining(TokenizerTrainingConfig.defaults().withVocabularySize(280))
            .run(new TextSource.Snapshot(dir, "v1"), dir.resolve("tokenizer"));
    assertThat(report.texts()).isEqualTo(6);
    assertThat(report.merges()).isPositive();
    assertThat(Tokenizer.load(dir.resolve("tokenizer")).vocabularySize())
        .isEqualTo(report.vocabularySize());

    Path out = dir.resolve("data");
    DatasetCard card =
        new TokenizeSnapshot(
                new TokenizeSnapshotConfig(dir, "latest", dir.resolve("tokenizer"), out, 0))
            .run();
    assertThat(card.parts().getFirst().train().documents()).isEqualTo(6);
    for (String file :
        List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")) {
      assertThat(out.resolve(file)).hasSameBinaryContentAs(dir.resolve("tokenizer").resolve(file));
    }
  }

  @Test
  void leavesNothingBehindWhenItFailsOrIsInterrupted() throws IOException {
    try (DocumentsTableFixture table = new DocumentsTableFixture(dir)) {
      table.append(GoldenFiles.DOCUMENTS.toArray(SnapshotDocument[]::new));
      table.tag("good");
      table.append(new SnapshotDocument("no id", "text\n", "en", "no id"));
      table.tag("bad");
    }
    assertThatThrownBy(() -> tokenize("bad", "out")).isInstanceOf(IllegalArgumentException.class);
    assertThat(dir).isDirectoryNotContaining("glob:**/.out-*");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> tokenize("good", "out")).isInstanceOf(RuntimeException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(dir).isDirectoryNotContaining("glob:**/.out-*");
    assertThat(dir.resolve("out")).doesNotExist();
    assertThat(tokenize("good", "out").snapshotTag()).isEqualTo("good");
  }

  @Test
  void refusesWhatIsMissingBeforeItWrites() {
    assertThatThrownBy(() -> tokenize("v1", "out")).hasMessageContaining("catalog.db");
    assertThatThrownBy(() ->
            new TokenizeSnapshotConfig(dir, "v1", GoldenFiles.tokenizer(), dir.resolve("out"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid validation share: 1.0 (must be 0 or more and less than 1)");
    assertThat(Files.exists(dir.resolve("out"))).isFalse();
  }
}
