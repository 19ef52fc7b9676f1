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

/// What a partition that holds keys says to the decider.
public sealed interface Answer {
  /// The document that the answer is about.
  DocumentId document();

  /// Number of its version.
  int version();

  /// Number of the version that is decided before this one, 0 for none.
  int after();

  /// Who else has the keys that a page version claimed in one partition.
  ///
  /// @param url the document's URL
  /// @param home partition that the decision goes back to
  /// @param parts number of answers to wait for
  /// @param text exact key of the version
  /// @param matches the others, each once
  record Found(
      DocumentId document,
      String url,
      int version,
      int after,
      int home,
      int parts,
      long text,
      List<Match> matches)
      implements Answer {
    public Found {
      matches = List.copyOf(matches);
    }

    Found withMatches(List<Match> all) {
      return new Found(document, url, version, after, home, parts, text, all);
    }
  }

  /// The document left the corpus with this version.
  record Withdrawn(DocumentId document, int version, int after) implements Answer {}

  /// A version of another document that has a key in common.
  ///
  /// @param text exact key of that version
  /// @param exact whether the exact keys agree
  /// @param bands number of bands in which it was met
  record Match(DocumentId document, int version, long text, boolean exact, int bands) {
    static final int BYTES = DocumentId.BYTES + 4 + 8 + 1 + 4;

    /// Both, where they are about the same version; else the newer one, because what an older text
    /// had in common says nothing of the newer.
    Match plus(Match other) {
      if (version != other.version) {
        return version > other.version ? this : other;
      }
      return new Match(document, version, text, exact || other.exact, bands + other.bands);
    }

    void write(DataOutputStream out) throws IOException {
      out.write(document.toBytes());
      out.writeInt(version);
      out.writeLong(text);
      out.writeBoolean(exact);
      out.writeInt(bands);
    }

    static Match read(DataInputStream in) throws IOException {
      return new Match(
          DocumentId.fromBytes(in.readNBytes(DocumentId.BYTES)),
          in.readInt(),
          in.readLong(),
          in.readBoolean(),
          in.readInt());
    }
  }

  /// Answers as the values of a topic.
  static Serde<Answer> serde() {
    return Serdes.serdeFrom(
        (_, answer) -> answer == null ? null : write(answer),
        (_, bytes) -> bytes == null ? null : read(bytes));
  }

  /// The answer as bytes, for a topic or a store.
  static byte[] write(Answer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(answer instanceof Found ? 'F' : 'W');
      out.write(answer.document().toBytes());
      out.writeInt(answer.version());
      out.writeInt(answer.after());
      if (answer instanceof Found found) {
        out.writeUTF(found.url);
        out.writeInt(found.home);
        out.writeInt(found.parts);
        out.writeLong(found.text);
        writeMatches(out, found.matches);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// The answer read from bytes.
  static Answer read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      boolean found = in.readByte() == 'F';
      DocumentId document = DocumentId.fromBytes(in.readNBytes(DocumentId.BYTES));
      int version = in.readInt();
      int after = in.readInt();
      if (!found) {
        return new Withdrawn(document, version, after);
      }
      return new Found(
          document,
          in.readUTF(),
          version,
          after,
          in.readInt(),
          in.readInt(),
          in.readLong(),
          readMatches(in));
    } catch (IOException e) {
      throw new UncheckedIOException("Invalid answer of " + bytes.length + " bytes", e);
    }
  }

  private static void writeMatches(DataOutputStream out, List<Match> matches) throws IOException {
    out.writeInt(matches.size());
    for (Match match : matches) {
      match.write(out);
    }
  }

  private static List<Match> readMatches(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<Match> matches = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      matches.add(Match.read(in));
    }
    return matches;
  }
}
