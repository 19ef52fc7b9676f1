package org.peykare.corpus.dedup;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.peykare.formats.url.DocumentId;

/// Answers claims: who else has these keys?
///
/// A slot per key holds the first document that ever claimed it and the last one; the first never
/// leaves, a newer version of either takes its own place. Two suffice: all who claimed a key are
/// connected through the first, and where that one has meanwhile changed its text, the last goes
/// on.
public final class KeySlots implements Processor<Integer, Claim, Integer, Answer> {
  /// Name of the state store: key → slot.
  public static final String STORE = "slots";

  private static final int ENTRY = DocumentId.BYTES + 4 + 8;

  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<Integer, Answer> context;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<Bytes, byte[]> store;

  @Override
  public void init(ProcessorContext<Integer, Answer> processorContext) {
    context = processorContext;
    store = processorContext.getStateStore(STORE);
  }

  @Override
  public void process(Record<Integer, Claim> record) {
    Answer answer =
        switch (record.value()) {
          case Claim.Withdraw gone ->
              new Answer.Withdrawn(gone.document(), gone.version(), gone.after());
          case Claim.Register claim -> answer(claim);
        };
    context.forward(record.withKey(0).withValue(answer));
  }

  private Answer answer(Claim.Register claim) {
    Map<DocumentId, Answer.Match> others = new LinkedHashMap<>();
    if (claim.exactHere()) {
      claim('X', claim.text(), claim, others);
    }
    for (long band : claim.bands()) {
      claim('B', band, claim, others);
    }
    return new Answer.Found(
        claim.document(),
        claim.url(),
        claim.version(),
        claim.after(),
        claim.home(),
        claim.parts(),
        claim.text(),
        new ArrayList<>(others.values()));
  }

  private void claim(
      char kind, long key, Claim.Register claim, Map<DocumentId, Answer.Match> others) {
    Bytes slotKey = Bytes.wrap(ByteBuffer.allocate(9).put((byte) kind).putLong(key).array());
    byte[] slot = store.get(slotKey);
    byte[] own = entry(claim);
    if (slot == null) {
      store.put(slotKey, own);
      return;
    }
    for (int at = 0; at < slot.length; at += ENTRY) {
      Answer.Match match = match(slot, at, kind == 'X');
      if (!match.document().equals(claim.document())) {
        others.merge(match.document(), match, Answer.Match::plus);
      }
    }
    store.put(slotKey, withClaim(slot, own, claim.document()));
  }

  private static byte[] withClaim(byte[] slot, byte[] own, DocumentId document) {
    boolean isFirst = match(slot, 0, false).document().equals(document);
    ByteBuffer out = ByteBuffer.allocate(isFirst ? slot.length : 2 * ENTRY);
    if (isFirst) {
      return out.put(own).put(slot, ENTRY, slot.length - ENTRY).array();
    }
    return out.put(slot, 0, ENTRY).put(own).array();
  }

  private static byte[] entry(Claim.Register claim) {
    return ByteBuffer.allocate(ENTRY)
        .put(claim.document().toBytes())
        .putInt(claim.version())
        .putLong(claim.text())
        .array();
  }

  private static Answer.Match match(byte[] slot, int at, boolean exact) {
    ByteBuffer in = ByteBuffer.wrap(slot, at, ENTRY);
    DocumentId document = new DocumentId(in.getLong(), in.getLong());
    return new Answer.Match(document, in.getInt(), in.getLong(), exact, exact ? 0 : 1);
  }
}
