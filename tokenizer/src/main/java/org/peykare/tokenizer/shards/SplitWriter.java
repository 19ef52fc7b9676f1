package org.peykare.tokenizer.shards;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.formats.shards.IndexedDatasetLayout;
import org.peykare.formats.url.DocumentId;

/// Writes one split of a part: `NAME.bin`, `NAME.ids`, `NAME.versions`, and at the end `NAME.idx`.
/// Until then the lengths lie in `NAME.lengths`, so that memory does not grow with the documents.
final class SplitWriter implements AutoCloseable {
  /// Bytes of a document version in `NAME.versions`.
  static final int VERSION_BYTES = 16;

  /// How far a split was written.
  record Mark(long documents, long tokens) {
    static final Mark START = new Mark(0, 0);
  }

  private final Path folder;
  private final String name;
  private final int bytesPerToken;
  private final MessageDigest digest = Digests.sha256();
  private final AppendFile bin;
  private final AppendFile ids;
  private final AppendFile versions;
  private final AppendFile lengths;
  private long documents;
  private long tokens;

  /// Goes on writing after `mark`.
  SplitWriter(Path folder, String name, int vocabularySize, Mark mark) throws IOException {
    this.folder = folder;
    this.name = name;
    bytesPerToken =
        vocabularySize < IndexedDatasetLayout.UINT16_VOCABULARY_LIMIT ? Short.BYTES : Integer.BYTES;
    documents = mark.documents();
    tokens = mark.tokens();
    bin = AppendFile.open(file(".bin"), tokens * bytesPerToken, digest);
    ids = AppendFile.open(file(".ids"), documents * DocumentId.BYTES);
    versions = AppendFile.open(file(".versions"), documents * VERSION_BYTES);
    lengths = AppendFile.open(file(".lengths"), documents * Integer.BYTES);
  }

  private Path file(String extension) {
    return folder.resolve(name + extension);
  }

  /// Adds a document of `tokens` and the token `end`.
  void add(DocumentId id, byte[] version, int[] document, int end) throws IOException {
    if (bytesPerToken == Short.BYTES) {
      bin.putShorts(document);
      bin.putShort((short) end);
    } else {
      bin.putInts(document);
      bin.putInt(end);
    }
    // Ids and lengths are big-endian; the lengths are read back by a DataInputStream.
    ids.putLong(Long.reverseBytes(id.high()));
    ids.putLong(Long.reverseBytes(id.low()));
    versions.put(version);
    lengths.putInt(Integer.reverseBytes(document.length + 1));
    documents++;
    tokens += document.length + 1;
  }

  /// Brings what was written to the disk.
  Mark mark() throws IOException {
    bin.force();
    ids.force();
    versions.force();
    lengths.force();
    return new Mark(documents, tokens);
  }

  /// Writes the index and describes the split.
  DatasetCard.Split finish() throws IOException {
    mark();
    close();
    writeIndex(file(".lengths"), documents, bytesPerToken, file(".idx"));
    return DatasetCard.Split.whole(documents, tokens, HexFormat.of().formatHex(digest.digest()));
  }

  /// Removes what was only needed to go on after a kill.
  void clean() throws IOException {
    Files.deleteIfExists(file(".lengths"));
  }

  /// Writes an index from a file of lengths.
  static void writeIndex(Path lengths, long documents, int bytesPerToken, Path index)
      throws IOException {
    try (AppendFile out = AppendFile.open(index, 0)) {
      out.put(IndexedDatasetLayout.MAGIC.getBytes(StandardCharsets.US_ASCII));
      out.putLong(IndexedDatasetLayout.VERSION);
      out.put(
          new byte[] {
            bytesPerToken == Short.BYTES
                ? IndexedDatasetLayout.DTYPE_UINT16
                : IndexedDatasetLayout.DTYPE_INT32
          });
      out.putLong(documents);
      out.putLong(documents + 1);
      try (DataInputStream in = open(lengths)) {
        for (long i = 0; i < documents; i++) {
          out.putInt(in.readInt());
        }
      }
      long pointer = 0;
      try (DataInputStream in = open(lengths)) {
        for (long i = 0; i < documents; i++) {
          out.putLong(pointer);
          pointer += (long) in.readInt() * bytesPerToken;
        }
      }
      for (long i = 0; i <= documents; i++) {
        out.putLong(i);
      }
      out.force();
    }
  }

  private static DataInputStream open(Path lengths) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(lengths), 1 << 16));
  }

  @Override
  public void close() throws IOException {
    try (bin;
        ids;
        versions) {
      lengths.close();
    }
  }
}
