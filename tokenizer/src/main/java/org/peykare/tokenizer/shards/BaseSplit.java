package org.peykare.tokenizer.shards;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.formats.shards.IndexedDatasetLayout;
import org.peykare.formats.url.DocumentId;

/// One split of a part that exists already: which documents it holds, in the order of their ids,
/// and which of them the new data set keeps.
final class BaseSplit {
  private static final ValueLayout.OfLong BIG_ENDIAN =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt LENGTH =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final String[] FILES = {".bin", ".idx", ".ids", ".versions"};

  private final Path folder;
  private final String name;
  private final DatasetCard.Split card;
  private final MemorySegment ids;
  private final MemorySegment versions;
  private final MemorySegment index;
  private final int documents;
  private final BitSet kept = new BitSet();

  BaseSplit(Path folder, String name, DatasetCard.Split card, Arena arena) throws IOException {
    this.folder = folder;
    this.name = name;
    this.card = card;
    documents = Math.toIntExact(card.documents());
    ids = map(".ids", (long) documents * DocumentId.BYTES, arena);
    versions = map(".versions", (long) documents * SplitWriter.VERSION_BYTES, arena);
    index = map(".idx", IndexedDatasetLayout.HEADER_BYTES + 20L * documents + 8, arena);
  }

  private MemorySegment map(String extension, long bytes, Arena arena) throws IOException {
    Path file = folder.resolve(name + extension);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "Cannot go on from %s: it has no %s (an earlier release wrote it; write the data set without a base)"
              .formatted(folder.getParent(), file.getFileName()));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != bytes) {
        throw new IllegalArgumentException(
            "Cannot go on from %s: it holds %d bytes, but for %d documents it must hold %d (it is damaged; write the data set without a base)"
                .formatted(file, channel.size(), documents, bytes));
      }
      return bytes == 0
          ? MemorySegment.NULL
          : channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes, arena);
    }
  }

  /// Whether exactly `copies` sequences hold this version of the document; they are then kept.
  boolean keep(DocumentId id, byte[] version, int copies) {
    int first = firstNotBefore(id);
    int end = first;
    while (end < documents && isAt(end, id)) {
      if (!hasVersion(end, version)) {
        return false;
      }
      end++;
    }
    if (end - first != copies) {
      return false;
    }
    kept.set(first, end);
    return true;
  }

  /// Binary search over the sorted ids.
  private int firstNotBefore(DocumentId id) {
    int low = 0;
    int high = documents;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, id) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(int sequence, DocumentId id) {
    long at = (long) sequence * DocumentId.BYTES;
    int order = Long.compareUnsigned(ids.get(BIG_ENDIAN, at), id.high());
    return order != 0 ? order : Long.compareUnsigned(ids.get(BIG_ENDIAN, at + 8), id.low());
  }

  private boolean isAt(int sequence, DocumentId id) {
    return compare(sequence, id) == 0;
  }

  private boolean hasVersion(int sequence, byte[] version) {
    long at = (long) sequence * SplitWriter.VERSION_BYTES;
    return MemorySegment.ofArray(version).mismatch(versions.asSlice(at, SplitWriter.VERSION_BYTES))
        < 0;
  }

  boolean keepsNothing() {
    return kept.isEmpty();
  }

  /// Lays the files into `target` without copying them where the file system can, and lists the
  /// sequences that are not kept.
  DatasetCard.Split share(Path target) throws IOException {
    for (String extension : FILES) {
      link(folder.resolve(name + extension), target.resolve(name + extension));
    }
    Path list = target.resolve(name + ".excluded");
    Files.deleteIfExists(list);
    int excluded = documents - kept.cardinality();
    if (excluded == 0) {
      return card.without(0, 0);
    }
    long tokens = 0;
    try (AppendFile out = AppendFile.open(list, 0)) {
      for (int i = kept.nextClearBit(0); i < documents; i = kept.nextClearBit(i + 1)) {
        out.putInt(i);
        tokens += index.get(LENGTH, IndexedDatasetLayout.HEADER_BYTES + 4L * i);
      }
      out.force();
    }
    return card.without(excluded, tokens);
  }

  private static void link(Path file, Path link) throws IOException {
    Files.deleteIfExists(link);
    try {
      Files.createLink(link, file);
    } catch (UnsupportedOperationException | IOException e) {
      // Another disk, or a file system without links.
      Files.copy(file, link);
      try (FileChannel channel = FileChannel.open(link, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }
}
