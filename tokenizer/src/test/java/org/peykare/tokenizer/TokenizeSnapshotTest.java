package org.peykare.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.formats.document.CatalogConfig;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.tokenizer.text.DocumentsTableFixture;
import org.peykare.tokenizer.text.LanguageWeights;
import org.peykare.tokenizer.text.SnapshotDocument;
import org.peykare.tokenizer.text.TextSource;

class TokenizeSnapshotTest {
  @TempDir Path dir;

  private DatasetCard tokenize(String snapshot, String out) {
    return new TokenizeSnapshot(config(snapshot, out)).run();
  }

  private DatasetCard tokenize(String snapshot, String out, String base) {
    return new TokenizeSnapshot(config(snapshot, out).withBase(dir.resolve(base))).run();
  }

  private TokenizeSnapshotConfig config(String snapshot, String out) {
    return TokenizeSnapshotConfig.of(
            CatalogConfig.in(dir), snapshot, GoldenFiles.tokenizer(), dir.resolve(out))
        .withValidationShare(0.4);
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
      for (String extension : List.of("bin", "idx", "ids", "versions")) {
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
            .run(new TextSource.Snapshot(CatalogConfig.in(dir), "v1"), dir.resolve("tokenizer"));
    assertThat(report.texts()).isEqualTo(6);
    assertThat(report.merges()).isPositive();
    assertThat(Tokenizer.load(dir.resolve("tokenizer")).vocabularySize())
        .isEqualTo(report.vocabularySize());

    Path out = dir.resolve("data");
    DatasetCard card =
        new TokenizeSnapshot(
                TokenizeSnapshotConfig.of(
                        CatalogConfig.in(dir), "latest", dir.resolve("tokenizer"), out)
                    .withValidationShare(0))
            .run();
    assertThat(card.parts().getFirst().train().documents()).isEqualTo(6);
    for (String file :
        List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")) {
      assertThat(out.resolve(file)).hasSameBinaryContentAs(dir.resolve("tokenizer").resolve(file));
    }
  }

  @Test
  void leavesNothingHalfWhenItFailsOrIsInterrupted() throws IOException {
    try (DocumentsTableFixture table = new DocumentsTableFixture(dir)) {
      table.append(GoldenFiles.DOCUMENTS.toArray(SnapshotDocument[]::new));
      table.tag("good");
      table.append(new SnapshotDocument("no id", "text\n", "en", "no id"));
      table.tag("bad");
    }
    assertThatThrownBy(() -> tokenize("bad", "out")).isInstanceOf(RuntimeException.class);
    assertThat(dir.resolve("out")).doesNotExist();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> tokenize("good", "out")).isInstanceOf(RuntimeException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(dir.resolve("out")).doesNotExist();
    assertThat(tokenize("good", "out").snapshotTag()).isEqualTo("good");
    assertThat(dir).isDirectoryNotContaining("glob:**/.out-*");
  }

  @Test
  void aNewSnapshotAddsWhatIsNewAndLeavesOutWhatIsGone() throws IOException {
    List<SnapshotDocument> first = GoldenFiles.DOCUMENTS;
    SnapshotDocument kept = first.get(0);
    SnapshotDocument old = first.get(1);
    SnapshotDocument changed = new SnapshotDocument(old.id(), "باران\n", "fa", old.cluster());
    SnapshotDocument added =
        new SnapshotDocument("9".repeat(32), "new text\n", "en", "9".repeat(32));
    try (DocumentsTableFixture table = new DocumentsTableFixture(dir)) {
      table.append(first.toArray(SnapshotDocument[]::new));
      table.tag("v1");
      table.replaceAll(kept, changed, first.get(2), first.get(4), added);
      table.tag("v2");
      table.replaceAll(first.toArray(SnapshotDocument[]::new));
      table.tag("v3");
    }
    tokenize("v1", "d1");
    DatasetCard second = tokenize("v2", "d2", "d1");
    assertThat(second.parts())
        .extracting(DatasetCard.Part::name)
        .containsExactly("part-00000", "part-00001");
    assertThat(second.parts().getFirst().snapshot()).isNotEqualTo(second.snapshot());
    assertThat(documents("d2", second))
        .containsExactlyInAnyOrderElementsOf(documents("whole", tokenize("v2", "whole")));
    assertThat(
            second.parts().getLast().train().documents()
                + second.parts().getLast().validation().documents())
        .isEqualTo(2);
    assertThat(dir.resolve("d2/part-00000/train.bin"))
        .hasSameBinaryContentAs(dir.resolve("d1/part-00000/train.bin"));

    tokenize("v2", "again", "d1");
    for (String file :
        List.of("dataset.json", "part-00000/train.excluded", "part-00001/train.bin")) {
      assertThat(dir.resolve("again").resolve(file))
          .hasSameBinaryContentAs(dir.resolve("d2").resolve(file));
    }
    // What comes back is taken from the part that has it; nothing is new.
    DatasetCard third = tokenize("v3", "d3", "d2");
    assertThat(third.parts()).extracting(DatasetCard.Part::name).containsExactly("part-00000");
    assertThat(documents("d3", third)).hasSize(6);
    assertThat(third.parts().getFirst().train().excludedDocuments()).isZero();
  }

  /// What a trainer sees: split, id and tokens of every document that is not left out.
  private List<String> documents(String name, DatasetCard card) throws IOException {
    List<String> seen = new ArrayList<>();
    for (DatasetCard.Part part : card.parts()) {
      for (String split : List.of("train", "validation")) {
        Path files = dir.resolve(name).resolve(part.name());
        ByteBuffer index = littleEndian(files.resolve(split + ".idx"));
        ByteBuffer bin = littleEndian(files.resolve(split + ".bin"));
        ByteBuffer ids = littleEndian(files.resolve(split + ".ids"));
        Path list = files.resolve(split + ".excluded");
        Set<Integer> excluded = new HashSet<>();
        if (Files.exists(list)) {
          ByteBuffer numbers = littleEndian(list);
          while (numbers.hasRemaining()) {
            excluded.add(numbers.getInt());
          }
        }
        int n = (int) index.getLong(18);
        long tokens = 0;
        for (int i = 0; i < n; i++) {
          byte[] id = new byte[16];
          ids.get(id);
          byte[] body = new byte[2 * index.getInt(34 + 4 * i)];
          bin.get(body);
          if (!excluded.contains(i)) {
            tokens += body.length / 2;
            seen.add(split + HexFormat.of().formatHex(id) + HexFormat.of().formatHex(body));
          }
        }
        DatasetCard.Split stated = split.equals("train") ? part.train() : part.validation();
        assertThat(tokens).isEqualTo(stated.keptTokens());
        assertThat(n - excluded.size()).isEqualTo((int) stated.keptDocuments());
      }
    }
    return seen;
  }

  private static ByteBuffer littleEndian(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void aBaseMustHaveBeenMadeInTheSameWay() throws IOException {
    try (DocumentsTableFixture table = new DocumentsTableFixture(dir)) {
      table.append(GoldenFiles.DOCUMENTS.toArray(SnapshotDocument[]::new));
      table.tag("v1");
    }
    tokenize("v1", "d1");
    TokenizeSnapshotConfig config = config("v1", "d2").withBase(dir.resolve("d1"));
    assertThatThrownBy(() -> new TokenizeSnapshot(config.withValidationShare(0.1)).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its validation share is 0.4, not 0.1");
    LanguageWeights weights = new LanguageWeights(Map.of("fa", 2.0));
    assertThatThrownBy(() -> new TokenizeSnapshot(config.withWeights(weights)).run())
        .hasMessageContaining("its language weights is {}, not {fa=2.0}");
    assertThatThrownBy(() -> tokenize("v1", "d2", "none"))
        .hasMessageContaining("has no readable dataset.json");
    assertThat(TokenizeSnapshot.newestBase(dir, config)).contains(dir.resolve("d1"));
    assertThat(TokenizeSnapshot.newestBase(dir, config.withWeights(weights))).isEmpty();
    assertThat(TokenizeSnapshot.newestBase(dir.resolve("none"), config)).isEmpty();
  }

  @Test
  void refusesWhatIsMissingBeforeItWrites() {
    assertThatThrownBy(() -> tokenize("v1", "out")).hasMessageContaining("catalog.db");
    assertThatThrownBy(() -> config("v1", "out").withValidationShare(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid validation share: 1.0 (must be 0 or more and less than 1)");
    assertThat(Files.exists(dir.resolve("out"))).isFalse();
  }
}
