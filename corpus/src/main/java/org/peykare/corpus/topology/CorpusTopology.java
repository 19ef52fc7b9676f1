package org.peykare.corpus.topology;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.peykare.corpus.dedup.Answer;
import org.peykare.corpus.dedup.Claim;
import org.peykare.corpus.dedup.Decider;
import org.peykare.corpus.dedup.Decision;
import org.peykare.corpus.dedup.KeySlots;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.page.PageProcessor;
import org.peykare.formats.topic.Topic;

/// The whole stream on one screen.
///
/// ```
/// pages ─► PageStage ─claims─► KeySlots ─answers─► Decider ─decisions─► DecisionStage
///              └────────────────────► verdicts, documents ◄────────────────────┘
/// ```
///
/// `PageStage` and `DecisionStage` run in the same task and share the ledger of pages; there is one
/// `Decider`. Claims go to the partition that owns the keys, decisions to the partition that holds
/// the page.
public final class CorpusTopology {
  /// Names of the internal topics, after the application id and before `-repartition`.
  static final List<String> INTERNAL = List.of("claims", "answers", "decisions");

  private CorpusTopology() {}

  /// The stream from topic `pages` to `documents` and `verdicts`.
  ///
  /// @param processor judges a page by itself
  /// @param partitions number of partitions of topic `pages`
  public static Topology of(PageProcessor processor, int partitions) {
    StreamsBuilder builder = new StreamsBuilder();
    builder
        .addStateStore(store(PageLedger.STORE))
        .addStateStore(store(KeySlots.STORE))
        .addStateStore(store(Decider.STORE));

    KStream<String, Emission> arrived =
        builder.stream(Topic.PAGES.topicName(), Consumed.with(Serdes.String(), Serdes.ByteArray()))
            .process(
                () -> new PageStage(processor, partitions), Named.as("page"), PageLedger.STORE);

    KStream<String, Emission> decided =
        claims(arrived)
            .repartition(to("claims", Serdes.Integer(), Claim.serde(), partitions, (at, _) -> at))
            .process(KeySlots::new, Named.as("slots"), KeySlots.STORE)
            .repartition(to("answers", Serdes.Integer(), Answer.serde(), 1, (_, _) -> 0))
            .process(Decider::new, Named.as("decider"), Decider.STORE)
            .repartition(
                to(
                    "decisions",
                    Serdes.String(),
                    Decision.serde(),
                    partitions,
                    (_, decision) -> decision.home()))
            .process(DecisionStage::new, Named.as("decision"), PageLedger.STORE);

    KStream<String, Emission> out = arrived.merge(decided);
    documents(out)
        .to(Topic.DOCUMENTS.topicName(), Produced.with(Serdes.String(), Serdes.ByteArray()));
    verdicts(out)
        .to(Topic.VERDICTS.topicName(), Produced.with(Serdes.String(), Serdes.ByteArray()));
    return builder.build();
  }

  private static KStream<Integer, Claim> claims(KStream<String, Emission> stream) {
    return stream.flatMap((_, emission) ->
        emission instanceof Emission.Claimed claimed
            ? List.of(KeyValue.pair(claimed.partition(), claimed.claim()))
            : List.of());
  }

  private static KStream<String, byte[]> documents(KStream<String, Emission> stream) {
    return stream.flatMap((_, emission) ->
        emission instanceof Emission.Documented(String id, byte[] document)
            ? List.of(new KeyValue<>(id, document))
            : List.of());
  }

  private static KStream<String, byte[]> verdicts(KStream<String, Emission> stream) {
    return stream.flatMap((url, emission) ->
        emission instanceof Emission.Judged judged
            ? List.of(KeyValue.pair(url, Verdict.CODEC.toBytes(judged.verdict())))
            : List.of());
  }

  /// An internal topic whose partition is computed from the record.
  private static <K, V> Repartitioned<K, V> to(
      String name, Serde<K> keys, Serde<V> values, int partitions, ToIntBiFunction<K, V> address) {
    return Repartitioned.<K, V>as(name)
        .withKeySerde(keys)
        .withValueSerde(values)
        .withNumberOfPartitions(partitions)
        .withStreamPartitioner(
            (_, key, value, _) -> Optional.of(Set.of(address.applyAsInt(key, value))));
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled();
  }
}
