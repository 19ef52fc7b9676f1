package org.peykare.corpus.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.peykare.corpus.document.Verdict;
import org.peykare.formats.url.DocumentId;

/// The pages of one partition: what is known of each URL, which versions are pending, and the
/// counts. One store with prefixed keys, shared by the two stages.
///
/// Counts are gathered while a record is processed and written together by [#flush], so that
/// whoever reads them meanwhile sees those between two records, which reconcile.
final class PageLedger {
  /// Name of the state store.
  static final String STORE = "pages";

  static final String READ = "read";
  static final String KEPT = "kept";
  static final String DROPPED = "dropped/";
  static final String REVISITS = "revisits";
  static final String REPEATED = "repeated";
  static final String SUPERSEDED = "superseded";
  static final String PENDING = "pending";
  static final String DOCUMENTS = "documents";

  private static final String COUNT = "C";
  private static final String STATE = "S";
  private static final String VERSION = "V";

  private final KeyValueStore<Bytes, byte[]> store;
  private final ProcessorContext<String, Emission> context;
  private final Map<String, Long> counted = new TreeMap<>();

  PageLedger(ProcessorContext<String, Emission> context) {
    this.context = context;
    this.store = context.getStateStore(STORE);
  }

  PageState state(String url) {
    return PageState.fromBytes(store.get(key(STATE + url)));
  }

  void save(String url, PageState state) {
    store.put(key(STATE + url), state.toBytes());
  }

  Optional<Pending> pending(String url, int version) {
    return Optional.ofNullable(store.get(versionKey(url, version))).map(Pending::read);
  }

  void hold(String url, int version, Pending pending) {
    store.put(versionKey(url, version), Pending.write(pending));
    count(PENDING, 1);
  }

  void release(String url, int version) {
    store.delete(versionKey(url, version));
    count(PENDING, -1);
  }

  void count(String name, long plus) {
    counted.merge(name, plus, Long::sum);
  }

  /// Writes the counts of a record, all at once.
  void flush() {
    List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>(counted.size());
    counted.forEach((name, plus) -> {
      Bytes key = key(COUNT + context.taskId().partition() + "/" + name);
      byte[] bytes = store.get(key);
      long before = bytes == null ? 0 : ByteBuffer.wrap(bytes).getLong();
      entries.add(KeyValue.pair(key, ByteBuffer.allocate(8).putLong(before + plus).array()));
    });
    store.putAll(entries);
    counted.clear();
  }

  /// The verdict goes out and the document comes in, in place of the one before it.
  PageState keep(
      Record<String, ?> cause, PageState state, int version, Verdict.Keep verdict, byte[] json) {
    count(KEPT, 1);
    count(DOCUMENTS, state.inCorpus() ? 0 : 1);
    emit(cause, new Emission.Documented(idOf(cause.key()), json));
    emit(cause, new Emission.Judged(verdict));
    return state.kept(version);
  }

  /// The verdict goes out, and the document with it if there was one. The first version of a URL
  /// may have a document that this state has never heard of: a table may be older than the state.
  PageState drop(Record<String, ?> cause, PageState state, int version, Verdict.Drop verdict) {
    count(DROPPED + verdict.stage().name().toLowerCase(Locale.ROOT) + "/" + verdict.reason(), 1);
    count(DOCUMENTS, state.inCorpus() ? -1 : 0);
    if (state.inCorpus() || state.decided() == 0) {
      emit(cause, new Emission.Documented(idOf(cause.key()), null));
    }
    emit(cause, new Emission.Judged(verdict));
    return state.dropped(version);
  }

  void emit(Record<String, ?> cause, Emission emission) {
    context.forward(new Record<>(cause.key(), emission, cause.timestamp()));
  }

  /// The counts of the partitions that `store` spans, by partition and name.
  static Map<Integer, Map<String, Long>> counts(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    Map<Integer, Map<String, Long>> counts = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        store.prefixScan(COUNT, new StringSerializer())) {
      entries.forEachRemaining(entry -> {
        String name = new String(entry.key.get(), StandardCharsets.UTF_8);
        int slash = name.indexOf('/');
        counts
            .computeIfAbsent(
                Integer.parseInt(name.substring(COUNT.length(), slash)), _ -> new TreeMap<>())
            .put(name.substring(slash + 1), ByteBuffer.wrap(entry.value).getLong());
      });
    }
    return counts;
  }

  private static String idOf(String url) {
    return DocumentId.ofNormalForm(url).toString();
  }

  private static Bytes key(String name) {
    return Bytes.wrap(name.getBytes(StandardCharsets.UTF_8));
  }

  private static Bytes versionKey(String url, int version) {
    byte[] prefix = (VERSION + url).getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(prefix.length + 5).put(prefix).put((byte) 0).putInt(version).array());
  }
}
