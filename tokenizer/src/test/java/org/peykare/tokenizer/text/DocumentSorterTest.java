package org.peykare.tokenizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentSorterTest {
  @TempDir Path dir;

  @Test
  void sortsTheSameHoweverManyFilesItTakes() {
    Random random = new Random(7);
    List<SnapshotDocument> documents = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      String id = "%032x".formatted(random.nextLong());
      documents.add(new SnapshotDocument(id, "متن " + i + "\n", "fa", id));
    }
    List<SnapshotDocument> expected =
        documents.stream().sorted(Comparator.comparing(SnapshotDocument::id)).toList();
    // One document in each run: more runs than are merged at once.
    for (long runCharacters : new long[] {1, 5_000, 1 << 20}) {
      assertThat(sort(documents, runCharacters)).isEqualTo(expected);
    }
    assertThat(sort(List.of(), 2)).isEmpty();
  }

  private List<SnapshotDocument> sort(List<SnapshotDocument> documents, long runCharacters) {
    List<SnapshotDocument> sorted = new ArrayList<>();
    Path scratch = dir.resolve("scratch-" + runCharacters);
    DocumentSorter sorter = new DocumentSorter(scratch, runCharacters);
    documents.forEach(sorter::add);
    sorter.seal();
    sorter.forEach(sorted::add);
    // Another process finds the same.
    List<SnapshotDocument> again = new ArrayList<>();
    DocumentSorter.sealed(scratch).forEach(again::add);
    assertThat(again).isEqualTo(sorted);
    return sorted;
  }
}
