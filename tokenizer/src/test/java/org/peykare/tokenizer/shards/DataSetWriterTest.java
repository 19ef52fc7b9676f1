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
import org.peykare.tokenizer.text.SnapshotDocument;

class DataSetWriterTest {
  private static final List<String> FILES =
      List.of(
          "dataset.json",
          "tokenizer.json",
          "part-00000/train.bin",
          "part-00000/train.idx",
          "part-00000/train.ids",
          "part-00000/validation.bin",
          "part-00000/validation.idx",
          "part-00000/validation.ids");

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
          DataSetWriter.isHeldOut(d.cluster(), GoldenFiles.VALIDATION_SHARE)
              == split.equals("train"));
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
    try (DataSetWriter writer = new DataSetWriter(dir.resolve("data"), large, "{}", 0)) {
      writer.add("a".repeat(32), "a".repeat(32), new int[] {65_499, 7});
      writer.finish("1", "1");
    }
    assertThat(read(dir.resolve("data"), "train.idx").get(17)).isEqualTo((byte) 4);
    ByteBuffer bin = read(dir.resolve("data"), "train.bin");
    assertThat(bin.capacity()).isEqualTo(12);
    assertThat(bin.getInt(0)).isEqualTo(65_499);
    assertThat(read(dir.resolve("data"), "validation.idx").capacity()).isEqualTo(34 + 8);
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
      heldOut += DataSetWriter.isHeldOut("%032x".formatted(i), 0.05) ? 1 : 0;
    }
    assertThat(heldOut).isBetween(900, 1100);
    assertThat(DataSetWriter.isHeldOut("anything", 0)).isFalse();
  }

  @Test
  void leavesNothingBehindUnlessFinished() throws IOException {
    Path out = dir.resolve("data");
    Pipeline golden = TokenizerJson.read(GoldenFiles.tokenizer());
    try (DataSetWriter writer = new DataSetWriter(out, golden, "{}", 0.5)) {
      writer.add("a".repeat(32), "a".repeat(32), new int[] {7});
    }
    assertThat(dir).isEmptyDirectory();

    Files.createDirectory(out);
    assertThatThrownBy(() -> new DataSetWriter(out, golden, "{}", 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exists already");
  }

  @Test
  void removesWhatAKilledProcessLeftAndNothingElse() throws IOException {
    Pipeline golden = TokenizerJson.read(GoldenFiles.tokenizer());
    Path out = dir.resolve("data");
    Path dead = dir.resolve(".data-unfinished-1");
    Files.createDirectories(dead.resolve("part-00000"));
    Files.createFile(dead.resolve(".lock"));
    Files.writeString(dead.resolve("part-00000/train.bin"), "half");
    Path other = Files.createDirectory(dir.resolve(".other-unfinished-1"));
    Files.createFile(other.resolve(".lock"));
    try (DataSetWriter living = new DataSetWriter(out, golden, "{}", 0.5);
        DataSetWriter second = new DataSetWriter(out, golden, "{}", 0.5)) {
      assertThat(dead).doesNotExist();
      assertThat(other).exists();
      second.add("a".repeat(32), "a".repeat(32), new int[] {7});
      living.add("a".repeat(32), "a".repeat(32), new int[] {7});
      living.finish("1", "first");
    }
    assertThat(dir).isDirectoryNotContaining("glob:**/.data-unfinished-*");
    assertThat(out).isDirectoryNotContaining("glob:**/.lock");
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
    assertThatThrownBy(() -> new DataSetWriter(dir.resolve("data"), pipeline, "{}", 0))
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
