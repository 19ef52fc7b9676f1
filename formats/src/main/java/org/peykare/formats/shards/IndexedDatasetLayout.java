package org.peykare.formats.shards;

/// Layout of a Megatron indexed data set: `NAME.bin` holds the tokens without a header, `NAME.idx`
/// the header below, then `int32 lengths[N]`, `int64 pointers[N]` (byte offsets into the `.bin`)
/// and `int64 documents[D]` (first 0, last N), all little-endian and unaligned.
///
/// Source: Megatron-LM, `megatron/core/datasets/indexed_dataset.py`.
public final class IndexedDatasetLayout {
  /// The first nine bytes of an `.idx` file.
  public static final String MAGIC = "MMIDIDX\0\0";

  /// Version, an unsigned 64-bit number after the magic.
  public static final long VERSION = 1;

  /// Element type code of signed 32-bit tokens.
  public static final byte DTYPE_INT32 = 4;

  /// Element type code of unsigned 16-bit tokens.
  public static final byte DTYPE_UINT16 = 8;

  /// Vocabularies of at least this many entries are written as 32-bit tokens.
  public static final int UINT16_VOCABULARY_LIMIT = 65_500;

  /// Bytes before the arrays: magic 9, version 8, element type 1, sequences 8, documents 8.
  public static final int HEADER_BYTES = 34;

  private IndexedDatasetLayout() {}
}
