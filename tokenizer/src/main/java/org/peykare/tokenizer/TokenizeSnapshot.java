package org.peykare.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.tokenizer.json.TokenizerJson;
import org.peykare.tokenizer.json.TransformersFiles;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.shards.DataSetWriter;
import org.peykare.tokenizer.text.SnapshotDocument;
import org.peykare.tokenizer.text.SnapshotReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the documents of a snapshot, in the order of their ids, as a data set of token shards
/// (`formats/shards.md`). The same snapshot and tokenizer give the same bytes.
public final class TokenizeSnapshot {
  private static final Logger LOG = LoggerFactory.getLogger(TokenizeSnapshot.class);

  private final TokenizeSnapshotConfig config;

  /// A tokenization after `config`.
  public TokenizeSnapshot(TokenizeSnapshotConfig config) {
    this.config = config;
  }

  /// Writes the data set; the folder appears complete or not at all.
  ///
  /// @throws IllegalArgumentException when the snapshot or the tokenizer does not exist, when the
  ///   tokenizer lacks a special token, or when the folder exists already
  public DatasetCard run() {
    Pipeline tokenizer = TokenizerJson.read(config.tokenizer());
    try (SnapshotReader reader = SnapshotReader.open(config.dir(), config.snapshot());
        DataSetWriter writer =
            new DataSetWriter(config.out(), tokenizer, text(file()), config.validationShare())) {
      keepFilesBeside(writer);
      Batch batch = new Batch(tokenizer, writer);
      reader.forEachById(writer.scratch(), batch::add);
      batch.flush();
      DatasetCard card = writer.finish(reader.snapshotId(), reader.tag());
      LOG.info("Data set written to {}: {}", config.out(), card.parts());
      return card;
    }
  }

  private void keepFilesBeside(DataSetWriter writer) {
    for (String name :
        List.of(TransformersFiles.CONFIG_FILE, TransformersFiles.SPECIAL_TOKENS_FILE)) {
      Path beside = file().resolveSibling(name);
      if (Files.isRegularFile(beside)) {
        writer.keep(name, text(beside));
      }
    }
  }

  private Path file() {
    return TokenizerJson.file(config.tokenizer());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /// Encodes documents on all processors and writes them in their order.
  private static final class Batch {
    private static final long CHARACTERS = 8 << 20;
    private final Pipeline tokenizer;
    private final DataSetWriter writer;
    private final List<SnapshotDocument> documents = new ArrayList<>();
    private long characters;

    private Batch(Pipeline tokenizer, DataSetWriter writer) {
      this.tokenizer = tokenizer;
      this.writer = writer;
    }

    private void add(SnapshotDocument document) {
      documents.add(document);
      characters += document.text().length();
      if (characters >= CHARACTERS) {
        flush();
      }
    }

    private void flush() {
      List<int[]> tokens =
          documents.parallelStream().map(d -> tokenizer.encodeIds(d.text())).toList();
      for (int i = 0; i < tokens.size(); i++) {
        SnapshotDocument document = documents.get(i);
        writer.add(document.id(), document.cluster(), tokens.get(i));
      }
      documents.clear();
      characters = 0;
    }
  }
}
