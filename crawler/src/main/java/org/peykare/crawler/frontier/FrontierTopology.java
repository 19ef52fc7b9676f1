package org.peykare.crawler.frontier;

import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;
import org.peykare.formats.topic.Topic;

/// The frontier as a stream: topic `urls` → [FrontierProcessor] with its one store → refusals to
/// topic `fetches`. One store, so that one changelog holds all that belongs together.
final class FrontierTopology {
  static final String STORE = "frontier";

  private FrontierTopology() {}

  static Topology build(FrontierProcessor.Shared shared) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    ByteArraySerializer serializer = new ByteArraySerializer();
    return new Topology()
        .addSource("urls", bytes, bytes, Topic.URLS.topicName())
        .addProcessor("frontier", () -> new FrontierProcessor(shared), "urls")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of()),
            "frontier")
        .addSink("refusals", Topic.FETCHES.topicName(), serializer, serializer, "frontier");
  }
}
