package org.peykare.tokenizer.shards;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.formats.shards.IndexedDatasetLayout;
import org.peykare.formats.url.DocumentId;

/// Writes one split: `NAME.bin`, `NAME.idx` and `NAME.ids`.
final class SplitWriter implements AutoCloseable {
  private final Path folder;
  private final String name;
  private final int bytesPerToken;
  private final MessageDigest digest;
  private final OutputStream bin;
  private final OutputStream ids;
  private int[] lengths = new int[1024];
  private int documents;
  private long tokens;

  SplitWriter(Path folder, String name, int vocabularySize) throws IOException {
    this.folder = folder;
    this.name = name;
    bytesPerToken =
        vocabularySize < IndexedDatasetLayout.UINT16_VOCABULARY_LIMIT ? Short.BYTES : Integer.BYTES;
    digest = Digests.sha256();
    bin = new DigestOutputStream(open(".bin"), digest);
    ids = open(".ids");
  }

  private OutputStream open(String extension) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file(extension)), 1 << 16);
  }

  private Path file(String extension) {
    return folder.resolve(name + extension);
  }

  /// Adds a document of `tokens` and the token `end`.
  void add(DocumentId id, int[] document, int end) throws IOException {
    ByteBuffer buffer = littleEndian((document.length + 1) * bytesPerToken);
    for (int token : document) {
      put(buffer, token);
    }
    put(buffer, end);
    bin.write(buffer.array());
    ids.write(id.toBytes());
    if (documents == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * documents);
    }
    lengths[documents++] = document.length + 1;
    tokens += document.length + 1;
  }

  private void put(ByteBuffer buffer, int token) {
    if (bytesPerToken == Short.BYTES) {
      buffer.putShort((short) token);
    } else {
      buffer.putInt(token);
    }
  }

  /// Writes the index, brings all three files to the disk and describes the split.
  DatasetCard.Split finish() throws IOException {
    close();
    try (OutputStream out = open(".idx")) {
      writeIndex(out);
    }
    for (String extension : new String[] {".bin", ".idx", ".ids"}) {
      try (FileChannel channel = FileChannel.open(file(extension), StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
    return new DatasetCard.Split(documents, tokens, HexFormat.of().formatHex(digest.digest()));
  }

  private void writeIndex(OutputStream out) throws IOException {
    ByteBuffer header = littleEndian(IndexedDatasetLayout.HEADER_BYTES);
    header.put(IndexedDatasetLayout.MAGIC.getBytes(StandardCharsets.US_ASCII));
    header.putLong(IndexedDatasetLayout.VERSION);
    header.put(
        bytesPerToken == Short.BYTES
            ? IndexedDatasetLayout.DTYPE_UINT16
            : IndexedDatasetLayout.DTYPE_INT32);
    header.putLong(documents);
    header.putLong(documents + 1L);
    out.write(header.array());
    for (int i = 0; i < documents; i++) {
      out.write(littleEndian(Integer.BYTES).putInt(lengths[i]).array());
    }
    long pointer = 0;
    for (int i = 0; i < documents; i++) {
      out.write(littleEndian(Long.BYTES).putLong(pointer).array());
      pointer += (long) lengths[i] * bytesPerToken;
    }
    for (long i = 0; i <= documents; i++) {
      out.write(littleEndian(Long.BYTES).putLong(i).array());
    }
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    try (bin) {
      ids.close();
    }
  }
}
