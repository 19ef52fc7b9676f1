package org.peykare.trainer.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.peykare.formats.shards.IndexedDatasetLayout;

/// One memory-mapped Megatron indexed data set, `NAME.bin` and `NAME.idx`.
final class IndexedFile {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final MemorySegment tokens;
  private final MemorySegment index;
  private final int width;
  private final int sequences;

  private IndexedFile(
      Path file, MemorySegment tokens, MemorySegment index, int width, int sequences) {
    this.file = file;
    this.tokens = tokens;
    this.index = index;
    this.width = width;
    this.sequences = sequences;
  }

  /// Maps the pair `folder/name.bin` and `.idx` until `arena` is closed.
  static IndexedFile open(Path folder, String name, Arena arena) throws IOException {
    Path bin = folder.resolve(name + ".bin");
    Path idx = folder.resolve(name + ".idx");
    MemorySegment index = map(idx, arena);
    String magic = IndexedDatasetLayout.MAGIC;
    boolean known =
        index.byteSize() >= IndexedDatasetLayout.HEADER_BYTES
            && new String(
                    index.asSlice(0, magic.length()).toArray(ValueLayout.JAVA_BYTE), ISO_8859_1)
                .equals(magic)
            && index.get(LONG, 9) == IndexedDatasetLayout.VERSION;
    if (!known) {
      throw new IllegalArgumentException(
          "Cannot read %s: not the index of a Megatron data set of version %d"
              .formatted(idx, IndexedDatasetLayout.VERSION));
    }
    byte type = index.get(ValueLayout.JAVA_BYTE, 17);
    int width =
        switch (type) {
          case IndexedDatasetLayout.DTYPE_UINT16 -> 2;
          case IndexedDatasetLayout.DTYPE_INT32 -> 4;
          default ->
              throw new IllegalArgumentException(
                  "Cannot read %s: element type %d at offset 17 (must be %d or %d)"
                      .formatted(
                          idx,
                          type,
                          IndexedDatasetLayout.DTYPE_INT32,
                          IndexedDatasetLayout.DTYPE_UINT16));
        };
    long sequences = index.get(LONG, 18);
    if (sequences < 0
        || sequences > Integer.MAX_VALUE - 8
        || index.byteSize() < IndexedDatasetLayout.HEADER_BYTES + 12 * sequences) {
      throw new IllegalArgumentException(
          "Cannot read %s: %d sequences at offset 18 do not fit a file of %d bytes"
              .formatted(idx, sequences, index.byteSize()));
    }
    var opened = new IndexedFile(bin, map(bin, arena), index, width, (int) sequences);
    opened.checkSize(idx);
    return opened;
  }

  private void checkSize(Path idx) {
    long total = 0;
    for (int i = 0; i < sequences; i++) {
      total += length(i);
    }
    if (total * width != tokens.byteSize()) {
      throw new IllegalArgumentException(
          "Cannot read %s: it holds %d bytes, but the lengths in %s add up to %d"
              .formatted(file, tokens.byteSize(), idx, total * width));
    }
  }

  private static MemorySegment map(Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      return size == 0
          ? MemorySegment.NULL.reinterpret(0)
          : channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
    }
  }

  Path file() {
    return file;
  }

  int sequences() {
    return sequences;
  }

  int length(int sequence) {
    return index.get(INT, IndexedDatasetLayout.HEADER_BYTES + 4L * sequence);
  }

  int token(int sequence, int offset) {
    long pointer =
        index.get(LONG, IndexedDatasetLayout.HEADER_BYTES + 4L * sequences + 8L * sequence);
    long at = pointer + (long) offset * width;
    return width == 2 ? Short.toUnsignedInt(tokens.get(SHORT, at)) : tokens.get(INT, at);
  }
}
