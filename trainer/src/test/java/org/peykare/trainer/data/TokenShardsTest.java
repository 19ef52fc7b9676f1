package org.peykare.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.formats.shards.DatasetCard;

class TokenShardsTest {
  @TempDir Path folder;

  @BeforeEach
  void writeDataset() throws IOException {
    TestDataset.write(
        folder,
        60_000,
        List.of(List.of(new int[] {5, 6, 59_999}, new int[] {7}), List.of(new int[] {8, 6})),
        List.of(List.of(new int[] {9}), List.of()));
  }

  @Test
  void readsThePartsOneAfterAnother() throws IOException {
    try (var shards = TokenShards.open(folder)) {
      assertThat(shards.train().documents()).isEqualTo(3);
      assertThat(shards.train().tokens()).isEqualTo(6);
      assertThat(shards.train().length(2)).isEqualTo(2);
      int[] tokens = new int[4];
      shards.train().read(0, 1, 2, tokens, 1);
      shards.train().read(2, 0, 1, tokens, 3);
      assertThat(tokens).containsExactly(0, 6, 59_999, 8);
      assertThat(shards.validation().documents()).isEqualTo(1);
    }
  }

  @Test
  void passesOverExcludedDocuments() throws IOException {
    exclude("part-00000", 0);
    try (var shards = TokenShards.open(folder)) {
      assertThat(shards.train().documents()).isEqualTo(2);
      assertThat(shards.train().tokens()).isEqualTo(3);
      int[] tokens = new int[3];
      shards.train().read(0, 0, 1, tokens, 0);
      shards.train().read(1, 0, 2, tokens, 1);
      assertThat(tokens).containsExactly(7, 8, 6);
      assertThat(shards.train().counts()[59_999]).isZero();
    }
    exclude("part-00000", 0, 1);
    try (var shards = TokenShards.open(folder)) {
      assertThat(shards.train().documents()).isEqualTo(1);
      assertThat(shards.train().length(0)).isEqualTo(2);
    }
  }

  @Test
  void refusesAListOfExclusionsThatCannotBe() throws IOException {
    exclude("part-00000", 1, 1);
    assertThatThrownBy(() -> TokenShards.open(folder))
        .hasMessageContaining("train.excluded")
        .hasMessageContaining("not a list of 2 ascending numbers below 2");
    exclude("part-00000", 2);
    assertThatThrownBy(() -> TokenShards.open(folder)).hasMessageContaining("train.excluded");
  }

  @Test
  void readsTokensBeyondFourGibibytes() throws IOException {
    // A file with a hole: it takes no room on the disk.
    int length = 1 << 30;
    Path part = folder.resolve("part-00000");
    var idx = ByteBuffer.allocate(34 + 20 * 3 + 8).order(ByteOrder.LITTLE_ENDIAN);
    idx.put(Files.readAllBytes(part.resolve("train.idx")), 0, 18).putLong(3).putLong(4);
    idx.putInt(length).putInt(length).putInt(length);
    idx.putLong(0).putLong(2L * length).putLong(4L * length);
    Files.write(part.resolve("train.idx"), idx.array());
    try (var bin = FileChannel.open(part.resolve("train.bin"), StandardOpenOption.WRITE)) {
      bin.write(ByteBuffer.wrap(new byte[] {9, 0, 3, 0}), 6L * length - 4);
    }
    Path card = folder.resolve(DatasetCard.FILE);
    Files.writeString(
        card, Files.readString(card).replaceFirst("\"documents\":2", "\"documents\":3"));
    try (var shards = TokenShards.open(folder)) {
      assertThat(shards.train().length(2)).isEqualTo(length - 1);
      int[] tokens = new int[1];
      shards.train().read(2, length - 2, 1, tokens, 0);
      assertThat(tokens).containsExactly(9);
    }
  }

  private void exclude(String part, int... sequences) throws IOException {
    var list = ByteBuffer.allocate(4 * sequences.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int sequence : sequences) {
      list.putInt(sequence);
    }
    Files.write(folder.resolve(part).resolve("train.excluded"), list.array());
    Path card = folder.resolve(DatasetCard.FILE);
    DatasetCard read = DatasetCard.CODEC.fromBytes(Files.readAllBytes(card));
    List<DatasetCard.Part> parts = new ArrayList<>();
    for (DatasetCard.Part each : read.parts()) {
      parts.add(
          each.name().equals(part)
              ? new DatasetCard.Part(
                  each.name(),
                  each.snapshot(),
                  each.train().without(sequences.length, 0),
                  each.validation())
              : each);
    }
    DatasetCard changed =
        new DatasetCard(
            read.version(),
            read.snapshot(),
            read.snapshotTag(),
            read.tokenizerSha256(),
            read.vocabularySize(),
            read.specialTokens(),
            read.validationShare(),
            parts,
            read.tokenByteLengths(),
            read.tokenWordStarts(),
            read.languageWeights());
    Files.write(card, DatasetCard.CODEC.toBytes(changed));
  }

  @Test
  void countsTokensWithoutSeparators() throws IOException {
    try (var shards = TokenShards.open(folder)) {
      long[] counts = shards.train().counts();
      assertThat(counts[6]).isEqualTo(2);
      assertThat(counts[TestDataset.SPECIAL.sep()]).isZero();
    }
  }

  @Test
  void refusesAFolderThatIsNoDataset() {
    assertThatThrownBy(() -> TokenShards.open(folder.resolve("part-00000")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no dataset.json");
  }

  @Test
  void refusesAnIndexWithAnotherMagic() throws IOException {
    Files.write(folder.resolve("part-00000/train.idx"), new byte[100]);
    assertThatThrownBy(() -> TokenShards.open(folder))
        .hasMessageContaining("train.idx")
        .hasMessageContaining("not the index of a Megatron data set");
  }

  @Test
  void refusesTokensThatWereCutOff() throws IOException {
    Path bin = folder.resolve("part-00001/train.bin");
    Files.write(bin, new byte[2]);
    assertThatThrownBy(() -> TokenShards.open(folder))
        .hasMessageContaining("holds 2 bytes, but the lengths")
        .hasMessageContaining("add up to 6");
  }

  @Test
  void refusesAnIdOutsideTheVocabularyWhenItIsRead() throws IOException {
    try (var file =
        Files.newByteChannel(folder.resolve("part-00000/train.bin"), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {-1, -1}));
    }
    try (var shards = TokenShards.open(folder)) {
      assertThatThrownBy(() -> shards.train().read(0, 0, 3, new int[3], 0))
          .hasMessageContaining("sequence 0 holds id 65535 at token 0 (must be 0..59999)");
    }
  }

  @Test
  void refusesADocumentWithoutItsSeparator() throws IOException {
    Files.write(folder.resolve("part-00001/train.bin"), new byte[] {5, 0, 5, 0, 5, 0});
    try (var shards = TokenShards.open(folder)) {
      assertThatThrownBy(() -> shards.train().read(2, 0, 2, new int[2], 0))
          .hasMessageContaining("ends in id 5, not in the separator 3");
    }
  }
}
