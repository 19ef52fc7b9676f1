package org.peykare.trainer.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.formats.shards.DatasetCard.SpecialTokens;
import org.peykare.formats.shards.IndexedDatasetLayout;

/// Writes small tokenized data sets for tests.
public final class TestDataset {
  /// The special tokens of every test data set: ids 0 to 4.
  public static final SpecialTokens SPECIAL = new SpecialTokens(0, 1, 2, 3, 4);

  private TestDataset() {}

  /// Writes a data set with one part per list of documents.
  public static Path write(
      Path folder, int vocabulary, List<List<int[]>> train, List<List<int[]>> validation)
      throws IOException {
    List<DatasetCard.Part> parts = new ArrayList<>();
    for (int i = 0; i < train.size(); i++) {
      String name = "part-%05d".formatted(i);
      Files.createDirectories(folder.resolve(name));
      parts.add(
          new DatasetCard.Part(
              name,
              "123",
              writeSplit(folder.resolve(name), "train", train.get(i)),
              writeSplit(folder.resolve(name), "validation", validation.get(i))));
    }
    Files.writeString(
        folder.resolve("tokenizer.json"),
        """
        {"added_tokens": [{"id": 0, "content": "[PAD]"}, {"id": 1, "content": "[UNK]"},
        {"id": 2, "content": "[CLS]"}, {"id": 3, "content": "[SEP]"},
        {"id": 4, "content": "[MASK]"}]}
        """);
    var card =
        new DatasetCard(
            DatasetCard.VERSION,
            "123",
            "first",
            HexFormat.of().formatHex(new byte[32]),
            vocabulary,
            SPECIAL,
            0.1,
            parts,
            new int[vocabulary],
            "1".repeat(vocabulary),
            Map.of());
    Files.write(folder.resolve(DatasetCard.FILE), DatasetCard.CODEC.toBytes(card));
    return folder;
  }

  private static DatasetCard.Split writeSplit(Path part, String name, List<int[]> documents)
      throws IOException {
    int tokens = documents.stream().mapToInt(document -> document.length + 1).sum();
    ByteBuffer bin = ByteBuffer.allocate(2 * tokens).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer idx =
        ByteBuffer.allocate(IndexedDatasetLayout.HEADER_BYTES + 20 * documents.size() + 8)
            .order(ByteOrder.LITTLE_ENDIAN);
    idx.put(IndexedDatasetLayout.MAGIC.getBytes(ISO_8859_1)).putLong(IndexedDatasetLayout.VERSION);
    idx.put(IndexedDatasetLayout.DTYPE_UINT16);
    idx.putLong(documents.size()).putLong(documents.size() + 1);
    documents.forEach(document -> idx.putInt(document.length + 1));
    for (int[] document : documents) {
      idx.putLong(bin.position());
      for (int token : document) {
        bin.putShort((short) token);
      }
      bin.putShort((short) SPECIAL.sep());
    }
    for (int i = 0; i <= documents.size(); i++) {
      idx.putLong(i);
    }
    Files.write(part.resolve(name + ".bin"), bin.array());
    Files.write(part.resolve(name + ".idx"), idx.array());
    return DatasetCard.Split.whole(documents.size(), tokens, "");
  }

  /// Documents of a little language: after each token comes one of three that follow it.
  public static List<int[]> chains(int count, int vocabulary, long seed) {
    var random = new SeededRandom(seed);
    List<int[]> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] document = new int[5 + random.nextInt(60)];
      int state = random.nextInt(vocabulary - 5);
      for (int j = 0; j < document.length; j++) {
        document[j] = 5 + state;
        state = (state * 7 + 3 + random.nextInt(3)) % (vocabulary - 5);
      }
      documents.add(document);
    }
    return documents;
  }

  /// A data set of such documents, small enough to be learnt in seconds.
  public static Path chainsDataset(Path folder, int vocabulary) throws IOException {
    return write(
        folder,
        vocabulary,
        List.of(chains(150, vocabulary, 1), chains(50, vocabulary, 2)),
        List.of(chains(10, vocabulary, 3), chains(10, vocabulary, 4)));
  }
}
