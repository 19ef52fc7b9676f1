package org.peykare.corpus.dedup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.url.DocumentId;

/// What the decider last decided of a document.
///
/// @param kind the decision
/// @param version number of the version decided; 0 where none was
/// @param text exact key of that version
/// @param exact for a duplicate, whether its text is the survivor's
/// @param survivor for a duplicate, the document it repeats
/// @param survivorText exact key of the survivor's version at that time
/// @param url for a kept document, its URL
record Standing(
    Kind kind,
    int version,
    long text,
    boolean exact,
    DocumentId survivor,
    long survivorText,
    String url) {
  enum Kind {
    UNKNOWN,
    KEPT,
    DUPLICATE,
    WITHDRAWN
  }

  private static final DocumentId NONE = new DocumentId(0, 0);
  private static final Standing UNDECIDED = new Standing(Kind.UNKNOWN, 0, 0, false, NONE, 0, "");

  static Standing kept(int version, long text, String url) {
    return new Standing(Kind.KEPT, version, text, false, NONE, 0, url);
  }

  static Standing duplicate(
      int version, long text, DocumentId survivor, long survivorText, boolean exact) {
    return new Standing(Kind.DUPLICATE, version, text, exact, survivor, survivorText, "");
  }

  /// The same after the document's version `gone` was dropped by a filter: no survivor any more. A
  /// duplicate goes on leading to its survivor.
  Standing withdrawn(int gone) {
    return kind == Kind.DUPLICATE
        ? new Standing(kind, gone, text, exact, survivor, survivorText, url)
        : new Standing(Kind.WITHDRAWN, gone, 0, false, NONE, 0, "");
  }

  static Bytes key(DocumentId document) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + DocumentId.BYTES).put((byte) 'S').put(document.toBytes()).array());
  }

  /// What the document was with an earlier text.
  static Bytes formerKey(DocumentId document, long text) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + DocumentId.BYTES + 8)
            .put((byte) 'O')
            .put(document.toBytes())
            .putLong(text)
            .array());
  }

  byte[] toBytes() {
    byte[] name = url.getBytes(StandardCharsets.UTF_8);
    int tail = kind == Kind.DUPLICATE ? DocumentId.BYTES + 8 + 1 : name.length;
    ByteBuffer out = ByteBuffer.allocate(1 + 4 + 8 + tail);
    out.put((byte) kind.ordinal()).putInt(version).putLong(text);
    if (kind == Kind.DUPLICATE) {
      out.put(survivor.toBytes()).putLong(survivorText).put((byte) (exact ? 1 : 0));
    } else {
      out.put(name);
    }
    return out.array();
  }

  static Standing fromBytes(byte @Nullable [] bytes) {
    if (bytes == null) {
      return UNDECIDED;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Kind kind = Kind.values()[in.get()];
    int version = in.getInt();
    long text = in.getLong();
    if (kind == Kind.DUPLICATE) {
      DocumentId survivor = new DocumentId(in.getLong(), in.getLong());
      return duplicate(version, text, survivor, in.getLong(), in.get() == 1);
    }
    String url = new String(bytes, in.position(), in.remaining(), StandardCharsets.UTF_8);
    return new Standing(kind, version, text, false, NONE, 0, url);
  }
}
