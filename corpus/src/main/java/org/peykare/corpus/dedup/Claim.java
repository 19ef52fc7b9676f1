package org.peykare.corpus.dedup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.peykare.formats.url.DocumentId;

/// What the partition that holds a page says to a partition that holds keys.
public sealed interface Claim {
  /// The document that claims.
  DocumentId document();

  /// Number of the document's version: 1, 2, …
  int version();

  /// Number of the version of the document that claimed before this one, 0 for none: versions are
  /// decided in order, whatever order their answers come in.
  int after();

  /// A page version wants to know who else has these keys, and to be found under them. One claim
  /// goes to each partition that owns at least one key of the signature.
  ///
  /// @param url the document's URL in normal form
  /// @param home partition of topic `pages` that the decision goes back to
  /// @param parts number of claims of this version, over all partitions
  /// @param text the exact key of the version, names its text
  /// @param exactHere whether the exact key belongs to this partition
  /// @param bands the bands that belong to this partition
  record Register(
      DocumentId document,
      String url,
      int version,
      int after,
      int home,
      int parts,
      long text,
      boolean exactHere,
      long[] bands)
      implements Claim {}

  /// The document is in the corpus no longer: its newest version was dropped by a filter.
  record Withdraw(DocumentId document, int version, int after) implements Claim {}

  /// The claims of one page version, each with the partition that it goes to.
  static List<Addressed> of(
      DocumentId document,
      String url,
      int version,
      int after,
      int home,
      Signature signature,
      int partitions) {
    int exactAt = partitionOf(signature.exact(), partitions);
    List<List<Long>> byPartition = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      byPartition.add(new ArrayList<>());
    }
    for (long band : signature.bands()) {
      byPartition.get(partitionOf(band, partitions)).add(band);
    }
    List<Addressed> claims = new ArrayList<>();
    int parts = 0;
    for (int i = 0; i < partitions; i++) {
      parts += i == exactAt || !byPartition.get(i).isEmpty() ? 1 : 0;
    }
    for (int i = 0; i < partitions; i++) {
      if (i == exactAt || !byPartition.get(i).isEmpty()) {
        long[] bands = byPartition.get(i).stream().mapToLong(Long::longValue).toArray();
        claims.add(
            new Addressed(
                i,
                new Register(
                    document,
                    url,
                    version,
                    after,
                    home,
                    parts,
                    signature.exact(),
                    i == exactAt,
                    bands)));
      }
    }
    return claims;
  }

  /// A claim and the partition that it goes to.
  record Addressed(int partition, Claim claim) {}

  /// The partition that owns a key.
  static int partitionOf(long key, int partitions) {
    return (int) Long.remainderUnsigned(key * 0x9E3779B97F4A7C15L >>> 1, partitions);
  }

  /// Claims as the values of a topic.
  static Serde<Claim> serde() {
    return Serdes.serdeFrom(
        (_, claim) -> claim == null ? null : write(claim),
        (_, bytes) -> bytes == null ? null : read(bytes));
  }

  private static byte[] write(Claim claim) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(claim instanceof Register ? 'R' : 'W');
      out.write(claim.document().toBytes());
      out.writeInt(claim.version());
      out.writeInt(claim.after());
      if (claim instanceof Register register) {
        out.writeUTF(register.url);
        out.writeInt(register.home);
        out.writeInt(register.parts);
        out.writeLong(register.text);
        out.writeBoolean(register.exactHere);
        out.writeInt(register.bands.length);
        for (long band : register.bands) {
          out.writeLong(band);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Claim read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      boolean register = in.readByte() == 'R';
      DocumentId document = DocumentId.fromBytes(in.readNBytes(DocumentId.BYTES));
      int version = in.readInt();
      int after = in.readInt();
      if (!register) {
        return new Withdraw(document, version, after);
      }
      String url = in.readUTF();
      int home = in.readInt();
      int parts = in.readInt();
      long text = in.readLong();
      boolean exactHere = in.readBoolean();
      long[] bands = new long[in.readInt()];
      for (int i = 0; i < bands.length; i++) {
        bands[i] = in.readLong();
      }
      return new Register(document, url, version, after, home, parts, text, exactHere, bands);
    } catch (IOException e) {
      throw new UncheckedIOException("Invalid claim of " + bytes.length + " bytes", e);
    }
  }
}
