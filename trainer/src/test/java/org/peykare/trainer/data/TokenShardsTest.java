package org.peykare.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
      file.write(java.nio.ByteBuffer.wrap(new byte[] {-1, -1}));
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
