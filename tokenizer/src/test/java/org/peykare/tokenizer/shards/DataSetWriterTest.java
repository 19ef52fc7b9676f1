package org.peykare.tokenizer.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.formats.shards.IndexedDatasetLayout;
import org.peykare.formats.url.DocumentId;
import org.peykare.tokenizer.GoldenFiles;
import org.peykare.tokenizer.bpe.BpeModel;
import org.peykare.tokenizer.bpe.BpeVocabulary;
import org.peykare.tokenizer.bpe.ByteAlphabet;
import org.peykare.tokenizer.bpe.ByteLevelDecoder;
import org.peykare.tokenizer.bpe.WordPattern;
import org.peykare.tokenizer.json.TokenizerJson;
import org.peykare.tokenizer.pipeline.AddedToken;
import org.peykare.tokenizer.pipeline.Normalizer;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.pipeline.PostProcessor;
import org.peykare.tokenizer.text.LanguageWeights;
import org.peykare.tokenizer.text.SnapshotDocument;

class DataSetWriterTest {
  private static final List<String> FILES =
      List.of(
          "dataset.json",
          "tokenizer.json",
          "part-00000/train.bin",
          "part-00000/train.idx",
          "part-00000/train.ids",
          "part-00000/train.versions",
          "part-00000/validation.bin",
          "part-00000/validation.idx",
          "part-00000/validation.ids",
          "part-00000/validation.versions");

  @TempDir Path dir;

  @Test
  void writesTheGoldenDataSetToTheByte() throws IOException {
    Path out = dir.resolve("data");
    GoldenFiles.writeShards(GoldenFiles.tokenizer(), out);
    for (String file : FILES) {
      assertThat(out.resolve(file))
          .hasSameBinaryContentAs(GoldenFiles.resource("/golden/shards/" + file));
    }
    assertThat(dir.toFile().list()).containsExactly("data");
  }

  @Test
  void laysOutTheIndexAsMegatronReadsIt() throws IOException {
    Path out = dir.resolve("data");
    GoldenFiles.writeShards(GoldenFiles.tokenizer(), out);
    Pipeline tokenizer = TokenizerJson.read(GoldenFiles.tokenizer());
    for (String split : List.of("train", "validation")) {
      List<SnapshotDocument> expected = new ArrayList<>(GoldenFiles.DOCUMENTS);
      expected.removeIf(d ->
          Placement.isHeldOut(d.cluster(), GoldenFiles.VALIDATION_SHARE) == split.equals("train"));
      ByteBuffer idx = read(out, split + ".idx");
      byte[] magic = new byte[9];
      idx.get(magic);
      assertThat(magic).containsExactly('M', 'M', 'I', 'D', 'I', 'D', 'X', 0, 0);
      assertThat(idx.getLong()).isEqualTo(1);
      assertThat(idx.get()).isEqualTo(IndexedDatasetLayout.DTYPE_UINT16);
      int n = (int) idx.getLong();
      assertThat(n).isEqualTo(expected.size());
      assertThat(idx.getLong()).isEqualTo(n + 1);
      assertThat(idx.position()).isEqualTo(IndexedDatasetLayout.HEADER_BYTES);
      ByteBuffer bin = read(out, split + ".bin");
      ByteBuffer ids = read(out, split + ".ids").order(ByteOrder.BIG_ENDIAN);
      for (int i = 0; i < n; i++) {
        int length = idx.getInt(34 + 4 * i);
        assertThat(idx.getLong(34 + 4 * n + 8 * i)).isEqualTo(bin.position());
        int[] tokens = new int[length];
        Arrays.setAll(tokens, _ -> Short.toUnsignedInt(bin.getShort()));
        int[] text = tokenizer.encodeIds(expected.get(i).text());
        assertThat(Arrays.copyOf(tokens, length - 1)).isEqualTo(text);
        assertThat(tokens[length - 1]).isEqualTo(3);
        assertThat(new DocumentId(ids.getLong(), ids.getLong()).toString())
            .isEqualTo(expected.get(i).id());
      }
      for (int i = 0; i <= n; i++) {
        assertThat(idx.getLong(34 + 12 * n + 8 * i)).isEqualTo(i);
      }
      assertThat(idx.capacity()).isEqualTo(34 + 12 * n + 8 * (n + 1));
      assertThat(bin.hasRemaining() || ids.hasRemaining()).isFalse();
    }
  }

  private static ByteBuffer read(Path out, String file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(out.resolve("part-00000").resolve(file)))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void aLargeVocabularyTakesFourBytesPerToken() throws IOException {
    Pipeline large = tokenizerOf(65_500);
    SnapshotDocument document = new SnapshotDocument("a".repeat(32), " b", "en", "a".repeat(32));
    try (DataSetWriter writer = new DataSetWriter(spec(0, LanguageWeights.NONE), large)) {
      assertThat(writer.isNew(document)).isTrue();
      writer.share();
      writer.add(document);
      writer.finish();
    }
    assertThat(read(dir.resolve("data"), "train.idx").get(17)).isEqualTo((byte) 4);
    ByteBuffer bin = read(dir.resolve("data"), "train.bin");
    assertThat(bin.capacity()).isEqualTo(12);
    assertThat(bin.getInt(0)).isEqualTo(large.id("Ġ").orElseThrow());
    assertThat(read(dir.resolve("data"), "validation.idx").capacity()).isEqualTo(34 + 8);
  }

  private DataSetSpec spec(double share, LanguageWeights weights) {
    return new DataSetSpec(
        dir.resolve("data"),
        "1",
        "first",
        Map.of("tokenizer.json", "{}"),
        share,
        weights,
        Optional.empty());
  }

  @Test
  void anIndexCountsBytesBeyondFourGibibytes() throws IOException {
    Path lengths = dir.resolve("lengths");
    ByteBuffer numbers = ByteBuffer.allocate(12);
    numbers.putInt(1 << 30).putInt(1 << 30).putInt(7);
    Files.write(lengths, numbers.array());
    SplitWriter.writeIndex(lengths, 3, 4, dir.resolve("train.idx"));
    ByteBuffer index =
        ByteBuffer.wrap(Files.readAllBytes(dir.resolve("train.idx")))
            .order(ByteOrder.LITTLE_ENDIAN);
    assertThat(index.getLong(34 + 12)).isZero();
    assertThat(index.getLong(34 + 20)).isEqualTo(4L << 30);
    assertThat(index.getLong(34 + 28)).isEqualTo(8L << 30);
  }

  @Test
  void weightsSayHowOftenALanguageIsWritten() throws IOException {
    List<SnapshotDocument> documents = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String id = "%032x".formatted(i);
      documents.add(new SnapshotDocument(id, "a", i % 2 == 0 ? "fa" : "en", id));
    }
    documents.add(new SnapshotDocument("f".repeat(32), "a", "de", "f".repeat(32)));
    DataSetSpec plain = GoldenFiles.spec(GoldenFiles.tokenizer(), dir.resolve("plain"));
    DataSetSpec weighted =
        new DataSetSpec(
            dir.resolve("weighted"),
            plain.snapshot(),
            plain.snapshotTag(),
            plain.files(),
            0.1,
            new LanguageWeights(Map.of("fa", 2.0, "en", 0.5, "de", 0.0)),
            Optional.empty());
    DatasetCard card = GoldenFiles.write(weighted, documents);
    ByteBuffer ids = read(dir.resolve("weighted"), "train.ids").order(ByteOrder.BIG_ENDIAN);
    int persian = 0;
    int english = 0;
    while (ids.hasRemaining()) {
      ids.getLong();
      long id = ids.getLong();
      persian += id % 2 == 0 ? 1 : 0;
      english += id % 2 == 0 ? 0 : 1;
      assertThat(id).isBetween(0L, 999L);
    }
    long heldOut = card.parts().getFirst().validation().documents();
    assertThat(heldOut).isBetween(70L, 130L);
    assertThat(persian).isEven().isBetween(840, 960);
    assertThat(english).isBetween(180, 270);
    assertThat(card.languageWeights()).containsEntry("en", 0.5);
  }

  private static Pipeline tokenizerOf(int size) {
    List<String> tokens = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    ByteAlphabet.characters().forEach(c -> tokens.add(Character.toString(c)));
    while (tokens.size() < size) {
      tokens.add("Ġa" + tokens.size());
    }
    List<AddedToken> special = new ArrayList<>();
    for (int id = 0; id < 5; id++) {
      special.add(AddedToken.special(id, tokens.get(id)));
    }
    return new Pipeline(
        Normalizer.NONE,
        WordPattern.GPT2,
        BpeModel.of(new BpeVocabulary(tokens, List.of())),
        PostProcessor.NONE,
        ByteLevelDecoder.BYTE_LEVEL,
        special);
  }

  @Test
  void tellsBytesAndWordStartsOfEachToken() {
    Pipeline golden = TokenizerJson.read(GoldenFiles.tokenizer());
    TokenFacts facts = TokenFacts.of(golden);
    int space = golden.id("Ġ").orElseThrow();
    int ketab = golden.encodeIds(" کتاب")[0];
    int a = golden.id("a").orElseThrow();
    assertThat(facts.byteLengths()[4]).isZero();
    assertThat(facts.wordStarts().charAt(4)).isEqualTo('0');
    assertThat(facts.byteLengths()[space]).isEqualTo(1);
    assertThat(facts.wordStarts().charAt(space)).isEqualTo('1');
    assertThat(facts.byteLengths()[ketab]).isGreaterThan(1);
    assertThat(facts.wordStarts().charAt(ketab)).isEqualTo('1');
    assertThat(facts.wordStarts().charAt(a)).isEqualTo('0');
  }

  @Test
  void holdsOutTheStatedShareOfClusters() {
    int heldOut = 0;
    for (int i = 0; i < 20_000; i++) {
      heldOut += Placement.isHeldOut("%032x".formatted(i), 0.05) ? 1 : 0;
    }
    assertThat(heldOut).isBetween(900, 1100);
    assertThat(Placement.isHeldOut("anything", 0)).isFalse();
  }

  @Test
  void leavesNothingBehindUnlessFinished() throws IOException {
    DataSetSpec spec = GoldenFiles.spec(GoldenFiles.tokenizer(), dir.resolve("data"));
    Pipeline golden = TokenizerJson.read(GoldenFiles.tokenizer());
    try (DataSetWriter writer = new DataSetWriter(spec, golden)) {
      assertThat(writer.isNew(GoldenFiles.DOCUMENTS.getFirst())).isTrue();
    }
    assertThat(dir).isEmptyDirectory();

    Files.createDirectory(spec.target());
    assertThatThrownBy(() -> new DataSetWriter(spec, golden))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exists already");
  }

  @Test
  void twoCannotWriteTheSameDataSetAtOnce() throws IOException {
    DataSetSpec spec = GoldenFiles.spec(GoldenFiles.tokenizer(), dir.resolve("data"));
    Pipeline golden = TokenizerJson.read(GoldenFiles.tokenizer());
    try (DataSetWriter writer = new DataSetWriter(spec, golden)) {
      assertThatThrownBy(() -> new DataSetWriter(spec, golden))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another process is writing it");
      writer.share();
      GoldenFiles.DOCUMENTS.forEach(writer::add);
      writer.finish();
    }
    assertThat(dir.toFile().list()).containsExactly("data");
    assertThat(spec.target()).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void anotherJobBeginsAnew() throws IOException {
    DataSetSpec spec = GoldenFiles.spec(GoldenFiles.tokenizer(), dir.resolve("data"));
    Pipeline golden = TokenizerJson.read(GoldenFiles.tokenizer());
    try (DataSetWriter writer = new DataSetWriter(spec, golden)) {
      writer.share();
    }
    assertThat(dir.resolve(".data-unfinished/progress.json")).exists();
    DataSetSpec other =
        new DataSetSpec(
            spec.target(), "5", "5", spec.files(), 0.5, LanguageWeights.NONE, Optional.empty());
    try (DataSetWriter writer = new DataSetWriter(other, golden)) {
      assertThat(writer.isShared()).isFalse();
    }
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void theDataSetIsAsReadableAsAnyOtherFolder() throws IOException {
    Path out = dir.resolve("data");
    GoldenFiles.writeShards(GoldenFiles.tokenizer(), out);
    assumeTrue(Files.getFileStore(out).supportsFileAttributeView("posix"));
    assertThat(Files.getPosixFilePermissions(out))
        .isEqualTo(Files.getPosixFilePermissions(Files.createDirectory(dir.resolve("plain"))));
  }

  @Test
  void refusesATokenizerWithoutASpecialToken() {
    Pipeline complete = tokenizerOf(300);
    Pipeline pipeline =
        new Pipeline(
            complete.normalizer(),
            complete.preTokenizer(),
            complete.model(),
            complete.postProcessor(),
            complete.decoder(),
            complete.addedTokens().subList(0, 4));
    assertThatThrownBy(() -> new DataSetWriter(spec(0, LanguageWeights.NONE), pipeline))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no special token [MASK]");
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void readsTheGoldenCard() {
    DatasetCard card =
        DatasetCard.CODEC.fromBytes(readAll(GoldenFiles.resource("/golden/shards/dataset.json")));
    assertThat(card.snapshotTag()).isEqualTo("golden");
    assertThat(card.parts().getFirst().train().documents()).isEqualTo(4);
    assertThat(card.parts().getFirst().validation().documents()).isEqualTo(2);
  }

  private static byte[] readAll(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
