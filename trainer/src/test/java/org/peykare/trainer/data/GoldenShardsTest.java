package org.peykare.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.formats.shards.DatasetCard;

/// The data set of `formats/shards.md`, as the tokenizer writes it.
class GoldenShardsTest {
  @TempDir Path folder;

  private void copy(String name) throws IOException {
    try (InputStream in = GoldenShardsTest.class.getResourceAsStream("/golden/shards/" + name)) {
      assertThat(in).as(name).isNotNull();
      Path target = folder.resolve(name);
      Files.createDirectories(target.getParent());
      Files.copy(in, target);
    }
  }

  @Test
  void theGoldenDatasetIsReadToTheLastToken() throws IOException {
    copy("dataset.json");
    copy("part-00000/train.bin");
    copy("part-00000/train.idx");
    copy("part-00000/validation.bin");
    copy("part-00000/validation.idx");
    try (var shards = TokenShards.open(folder)) {
      DatasetCard card = shards.card();
      check(shards.train(), card.parts().getFirst().train());
      check(shards.validation(), card.parts().getFirst().validation());
      var batches = new Batches(shards.train(), card.specialTokens(), 16, 1, DataPosition.START);
      assertThat(batches.next(2).ids()).contains(card.specialTokens().cls());
    }
  }

  private static void check(TokenShards.Split split, DatasetCard.Split stated) {
    assertThat(split.documents()).isEqualTo((int) stated.documents());
    // The card counts the separators, the split does not.
    assertThat(split.tokens() + split.documents()).isEqualTo(stated.tokens());
    for (int document = 0; document < split.documents(); document++) {
      int[] tokens = new int[split.length(document)];
      split.read(document, 0, tokens.length, tokens, 0);
      assertThat(Arrays.stream(tokens).min().orElse(5)).isGreaterThan(4);
    }
  }
}
