package org.peykare.corpus.topology;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the stream knows of one URL. Versions are numbered as they are accepted.
///
/// @param version number of the newest version accepted
/// @param claimed number of the newest version sent to the decider
/// @param decided number of the newest version with a verdict
/// @param inCorpus whether a document of this URL is in the corpus
/// @param fetched WARC-Date of the newest version
/// @param recordId its WARC-Record-ID
/// @param digest its payload digest
record PageState(
    int version,
    int claimed,
    int decided,
    boolean inCorpus,
    Instant fetched,
    String recordId,
    String digest) {
  static final PageState NEW = new PageState(0, 0, 0, false, Instant.MIN, "", "");

  enum Arrival {
    /// Newer than everything known.
    NEWER,
    /// The version that is known already.
    REPEATED,
    /// Older than what is known.
    SUPERSEDED
  }

  /// Versions are ordered by date, then by record id, so that the order of arrival does not matter.
  Arrival arrivalOf(WarcHead head) {
    if (version == 0) {
      return Arrival.NEWER;
    }
    int byDate = head.date().compareTo(fetched);
    boolean sameDigest = !digest.isEmpty() && head.digest().equals(digest);
    if (byDate == 0 && (head.recordId().equals(recordId) || sameDigest)) {
      return Arrival.REPEATED;
    }
    boolean newer = byDate > 0 || byDate == 0 && head.recordId().compareTo(recordId) > 0;
    return newer ? Arrival.NEWER : Arrival.SUPERSEDED;
  }

  PageState accept(WarcHead head) {
    return new PageState(
        version + 1, claimed, decided, inCorpus, head.date(), head.recordId(), head.digest());
  }

  PageState claim(int claimedVersion) {
    return new PageState(version, claimedVersion, decided, inCorpus, fetched, recordId, digest);
  }

  PageState kept(int decidedVersion) {
    return new PageState(version, claimed, decidedVersion, true, fetched, recordId, digest);
  }

  PageState dropped(int decidedVersion) {
    return new PageState(version, claimed, decidedVersion, false, fetched, recordId, digest);
  }

  /// Whether a version is on its way to a decision.
  boolean undecided() {
    return decided < version;
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(version);
      out.writeInt(claimed);
      out.writeInt(decided);
      out.writeBoolean(inCorpus);
      out.writeLong(fetched.getEpochSecond());
      out.writeInt(fetched.getNano());
      out.writeUTF(recordId);
      out.writeUTF(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static PageState fromBytes(byte @Nullable [] bytes) {
    if (bytes == null) {
      return NEW;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return new PageState(
          in.readInt(),
          in.readInt(),
          in.readInt(),
          in.readBoolean(),
          Instant.ofEpochSecond(in.readLong(), in.readInt()),
          in.readUTF(),
          in.readUTF());
    } catch (IOException e) {
      throw new UncheckedIOException("Invalid page state of " + bytes.length + " bytes", e);
    }
  }
}
