package org.peykare.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.tokenizer.json.TokenizerJson;
import org.peykare.tokenizer.json.TransformersFiles;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.shards.DataSetSpec;
import org.peykare.tokenizer.shards.DataSetWriter;
import org.peykare.tokenizer.text.DocumentSorter;
import org.peykare.tokenizer.text.SnapshotReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the documents of a snapshot, in the order of their ids, as a data set of token shards
/// (`formats/shards.md`). The same snapshot, tokenizer and base give the same bytes.
///
/// With a base, the data set of an earlier snapshot, its parts are shared and only documents that
/// are new or changed are tokenized. A run that was killed is gone on with by the next one.
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
  ///   tokenizer lacks a special token, when the folder exists already, or when the base was made
  ///   in another way
  public DatasetCard run() {
    Pipeline tokenizer = TokenizerJson.read(config.tokenizer());
    try (SnapshotReader reader = SnapshotReader.open(config.catalog(), config.snapshot());
        DataSetWriter writer = new DataSetWriter(spec(reader), tokenizer)) {
      long left = writer.done();
      long[] number = {0};
      sorted(reader, writer)
          .forEach(document -> {
            if (number[0]++ >= left) {
              writer.add(document);
            }
          });
      DatasetCard card = writer.finish();
      LOG.info("Data set written to {}: {}", config.out(), card.parts());
      return card;
    }
  }

  /// The new documents of the snapshot in the order of their ids.
  private static DocumentSorter sorted(SnapshotReader reader, DataSetWriter writer) {
    if (writer.isShared()) {
      return DocumentSorter.sealed(writer.scratch());
    }
    DocumentSorter sorter = new DocumentSorter(writer.scratch());
    reader.forEach(document -> {
      if (writer.isNew(document)) {
        sorter.add(document);
      }
    });
    sorter.seal();
    writer.share();
    return sorter;
  }

  private DataSetSpec spec(SnapshotReader reader) {
    Path file = TokenizerJson.file(config.tokenizer());
    Map<String, String> files = new HashMap<>();
    files.put(TokenizerJson.FILE, text(file));
    for (String name :
        List.of(TransformersFiles.CONFIG_FILE, TransformersFiles.SPECIAL_TOKENS_FILE)) {
      Path beside = file.resolveSibling(name);
      if (Files.isRegularFile(beside)) {
        files.put(name, text(beside));
      }
    }
    return new DataSetSpec(
        config.out(),
        reader.snapshotId(),
        reader.tag(),
        files,
        config.validationShare(),
        config.weights(),
        config.base());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /// The newest data set in a folder of data sets that can be the base of one made after `config`:
  /// the same tokenizer, validation share and language weights.
  public static Optional<Path> newestBase(Path dataSets, TokenizeSnapshotConfig config) {
    if (!Files.isDirectory(dataSets)) {
      return Optional.empty();
    }
    String tokenizer = DataSetSpec.sha256(text(TokenizerJson.file(config.tokenizer())));
    try (Stream<Path> folders = Files.list(dataSets)) {
      return folders
          .filter(folder -> !folder.getFileName().toString().startsWith("."))
          .filter(folder -> Files.isRegularFile(folder.resolve(DatasetCard.FILE)))
          .filter(folder -> fits(folder, tokenizer, config))
          .max(Comparator.comparing(TokenizeSnapshot::written).thenComparing(folder -> folder));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + dataSets, e);
    }
  }

  private static boolean fits(Path folder, String tokenizer, TokenizeSnapshotConfig config) {
    DatasetCard card;
    try {
      card = DatasetCard.CODEC.fromJson(text(folder.resolve(DatasetCard.FILE)));
    } catch (IllegalArgumentException e) {
      LOG.warn("Cannot go on from {}", folder, e);
      return false;
    }
    return card.version() == DatasetCard.VERSION
        && card.tokenizerSha256().equals(tokenizer)
        && card.validationShare() == config.validationShare()
        && card.languageWeights().equals(config.weights().weights());
  }

  private static long written(Path folder) {
    try {
      return Files.getLastModifiedTime(folder.resolve(DatasetCard.FILE)).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the time of " + folder, e);
    }
  }
}
