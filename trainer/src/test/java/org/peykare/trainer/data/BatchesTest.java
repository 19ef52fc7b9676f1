package org.peykare.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.formats.shards.DatasetCard;

class BatchesTest {
  private static final int COLUMNS = 32;
  private static final int DOCUMENTS = 40;

  @TempDir Path folder;
  private TokenShards shards;

  /// Every token occurs once in the data set, so that it tells its place.
  @BeforeEach
  void openDataset() throws IOException {
    var random = new SeededRandom(7);
    List<int[]> documents = new ArrayList<>();
    int next = 5;
    for (int d = 0; d < DOCUMENTS; d++) {
      int[] document = new int[1 + random.nextInt(100)];
      for (int i = 0; i < document.length; i++) {
        document[i] = next++;
      }
      documents.add(document);
    }
    TestDataset.write(folder, next, List.of(documents), List.of(List.of(new int[] {5})));
    shards = TokenShards.open(folder);
  }

  @AfterEach
  void closeDataset() {
    shards.close();
  }

  private Batches batches(long seed, DataPosition position) {
    return new Batches(shards.train(), TestDataset.SPECIAL, COLUMNS, seed, position);
  }

  @Test
  void eachEpochHoldsEveryTokenOnce() {
    Batches batches = batches(1, DataPosition.START);
    for (int epoch = 0; epoch < 3; epoch++) {
      Set<Integer> seen = new HashSet<>();
      int steps = batches.stepsPerEpoch(1);
      for (int i = 0; i < steps; i++) {
        for (int id : batches.next(1).ids()) {
          assertThat(id < 5 || seen.add(id)).isTrue();
        }
      }
      assertThat(batches.position()).isEqualTo(new DataPosition(epoch + 1, 0));
      assertThat(seen).hasSize((int) shards.train().tokens());
    }
  }

  @Test
  void sequencesAreFilledAlmostCompletely() {
    Batches batches = batches(1, DataPosition.START);
    int steps = batches.stepsPerEpoch(1);
    long padding = 0;
    for (int i = 0; i < steps; i++) {
      for (int document : batches.next(1).documents()) {
        padding += document == 0 ? 1 : 0;
      }
    }
    assertThat(padding).isLessThan((long) steps * COLUMNS / 10);
  }

  @Test
  void eachPieceIsFramedAndNumbered() {
    Batch batch = batches(1, DataPosition.START).next(8);
    for (int row = 0; row < batch.rows(); row++) {
      int current = 0;
      for (int i = row * COLUMNS; i < (row + 1) * COLUMNS; i++) {
        boolean last = i == (row + 1) * COLUMNS - 1;
        if (batch.documents()[i] != current && batch.documents()[i] != 0) {
          current++;
          assertThat(batch.documents()[i]).isEqualTo(current);
          assertThat(batch.ids()[i]).isEqualTo(TestDataset.SPECIAL.cls());
        } else if (batch.documents()[i] == 0) {
          assertThat(batch.ids()[i]).isEqualTo(TestDataset.SPECIAL.pad());
        }
        if (batch.documents()[i] != 0 && (last || batch.documents()[i + 1] != current)) {
          assertThat(batch.ids()[i]).isEqualTo(TestDataset.SPECIAL.sep());
        }
      }
    }
  }

  @Test
  void readingOnFromAPositionGivesTheSameBatches() {
    Batches whole = batches(5, DataPosition.START);
    for (int i = 0; i < 40; i++) {
      Batches resumed = batches(5, whole.position());
      assertThat(resumed.next(3).ids()).isEqualTo(whole.next(3).ids());
      assertThat(resumed.position()).isEqualTo(whole.position());
    }
    assertThat(whole.position().epoch()).isGreaterThan(0);
  }

  @Test
  void theOrderFollowsFromSeedAndEpoch() {
    int[] first = batches(1, DataPosition.START).next(4).ids();
    assertThat(batches(1, DataPosition.START).next(4).ids()).isEqualTo(first);
    assertThat(batches(2, DataPosition.START).next(4).ids()).isNotEqualTo(first);
    assertThat(batches(1, new DataPosition(1, 0)).next(4).ids()).isNotEqualTo(first);
  }

  /// Every document should come first about equally often: a biased order shows here first.
  @Test
  void everyDocumentIsAsLikelyToComeFirst() throws IOException {
    List<int[]> equal = new ArrayList<>();
    int epochs = 8000;
    Map<Integer, Integer> firstTokens = new HashMap<>();
    for (int d = 0; d < 16; d++) {
      equal.add(new int[30]);
      Arrays.fill(equal.getLast(), 5 + d);
    }
    Path other = folder.resolve("equal");
    TestDataset.write(other, 50, List.of(equal), List.of(List.of()));
    try (var equalShards = TokenShards.open(other)) {
      for (int epoch = 0; epoch < epochs; epoch++) {
        PackedEpoch packed = PackedEpoch.of(equalShards.train(), COLUMNS, 9, epoch);
        packed.forEachPiece(
            0, (document, start, count) -> firstTokens.merge(document, 1, Integer::sum));
      }
    }
    double expected = epochs / 16.0;
    double chiSquare =
        firstTokens.values().stream()
            .mapToDouble(n -> (n - expected) * (n - expected) / expected)
            .sum();
    // 15 degrees of freedom: a fair order exceeds 37.7 once in a thousand seeds.
    assertThat(firstTokens).hasSize(16);
    assertThat(chiSquare).isLessThan(37.7);
  }

  @Test
  void fixedBatchesCoverTheSplitInTheSameOrderEachTime() {
    List<Batch> once = Batches.fixed(shards.train(), TestDataset.SPECIAL, 4, COLUMNS, 1000);
    List<Batch> again = Batches.fixed(shards.train(), TestDataset.SPECIAL, 4, COLUMNS, 1000);
    assertThat(once).hasSameSizeAs(again);
    long ordinary = 0;
    for (int i = 0; i < once.size(); i++) {
      assertThat(once.get(i).ids()).isEqualTo(again.get(i).ids());
      for (int id : once.get(i).ids()) {
        ordinary += id >= 5 ? 1 : 0;
      }
    }
    assertThat(ordinary).isEqualTo(shards.train().tokens());
  }

  @Test
  void aDatasetIsReadAsOftenAsItsWeightSays() throws IOException {
    Path second = folder.resolveSibling(folder.getFileName() + "-second");
    int first = Arrays.stream(shards.train().counts()).mapToInt(count -> count > 0 ? 1 : 0).sum();
    List<int[]> documents = new ArrayList<>();
    for (int d = 0; d < DOCUMENTS; d++) {
      documents.add(new int[] {5 + d, 5 + d});
    }
    TestDataset.write(second, 5 + first, List.of(documents), List.of(List.of(new int[] {5})));
    // Documents of the second set are told by a token that is there twice in a row.
    try (var both =
        TokenShards.open(List.of(new DatasetShare(folder, 1), new DatasetShare(second, 2.5)))) {
      long ofSecond = 0;
      Set<Integer> halves = new HashSet<>();
      for (int epoch = 0; epoch < 4; epoch++) {
        int thisEpoch = 0;
        PackedEpoch packed = PackedEpoch.of(both.train(), COLUMNS, 1, epoch);
        Map<Integer, Integer> pieces = new HashMap<>();
        for (int i = 0; i < packed.sequences(); i++) {
          packed.forEachPiece(
              i, (document, start, count) -> pieces.merge(document, 1, Integer::sum));
        }
        for (int d = DOCUMENTS; d < 2 * DOCUMENTS; d++) {
          int copies = pieces.getOrDefault(d, 0);
          assertThat(copies).isBetween(2, 3);
          thisEpoch += copies;
        }
        ofSecond += thisEpoch;
        halves.add(thisEpoch);
      }
      // 160 chances of one half: mean 400, deviation 6.3.
      assertThat(ofSecond).isBetween(370L, 430L);
      assertThat(halves).hasSizeGreaterThan(1);
    }
  }

  @Test
  void aWeightBelowOneLeavesDocumentsToOtherEpochs() throws IOException {
    try (var rare = TokenShards.open(List.of(new DatasetShare(folder, 0.25)))) {
      Set<Integer> seen = new HashSet<>();
      for (int epoch = 0; epoch < 60; epoch++) {
        PackedEpoch packed = PackedEpoch.of(rare.train(), COLUMNS, 1, epoch);
        Set<Integer> here = new HashSet<>();
        for (int i = 0; i < packed.sequences(); i++) {
          packed.forEachPiece(i, (document, start, count) -> here.add(document));
        }
        assertThat(here).hasSizeLessThan(DOCUMENTS);
        seen.addAll(here);
      }
      assertThat(seen).hasSize(DOCUMENTS);
    }
  }

  @Test
  void datasetsWithDifferentTokenizersAreNotMixed() throws IOException {
    Path other = folder.resolveSibling(folder.getFileName() + "-other");
    TestDataset.write(other, 50, List.of(List.of(new int[] {5})), List.of(List.of(new int[] {6})));
    Path card = other.resolve(DatasetCard.FILE);
    Files.writeString(card, Files.readString(card).replaceFirst("\"0{8}", "\"aaaaaaaa"));
    assertThatThrownBy(() ->
            TokenShards.open(List.of(new DatasetShare(folder, 1), new DatasetShare(other, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("different tokenizers");
  }
}
