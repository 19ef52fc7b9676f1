package org.peykare.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.corpus.document.Verdict;
import org.peykare.formats.topic.Topic;

/// Two workers in processes of their own share the stream and are killed at random moments.
@NullUnmarked
class CorpusWorkersTest {
  private static final int PAGES = 3_000;
  private static final int CLUSTERS = 700;
  private static final int KILLS = 5;

  @TempDir Path dir;
  private EmbeddedBroker broker;
  private KafkaProducer<String, byte[]> producer;
  private final Map<String, Process> workers = new TreeMap<>();
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /// What is on topic `pages`: the cluster of each URL, -1 for a page that is too short.
  private final Map<String, Integer> sent = new HashMap<>();

  private int records;

  @BeforeEach
  void start() {
    System.out.println("CorpusWorkersTest seed " + seed);
    broker = EmbeddedBroker.start(dir.resolve("kafka"));
    TopicSetup.ensure(broker.bootstrapServers(), 4);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    workers.values().forEach(Process::destroyForcibly);
    producer.close();
    broker.close();
  }

  @Test
  void workersThatDieLoseNothingAndDoubleNothing() throws Exception {
    startWorker("a");
    startWorker("b");
    for (int kill = 0; kill < KILLS; kill++) {
      sendUpTo((kill + 1) * PAGES / (KILLS + 1));
      Thread.sleep(random.nextInt(3_000));
      String victim = random.nextBoolean() ? "a" : "b";
      kill(victim);
      if (kill == 0) {
        // Nobody comes back: the other one does it all.
        awaitJudged();
      }
      startWorker(victim);
    }
    sendUpTo(PAGES);
    CorpusStatus end = awaitJudged();
    assertThat(end.read()).isEqualTo(records);
    assertThat(end.revisits()).isEqualTo(records - PAGES);

    Map<String, Verdict> verdicts = verdicts();
    assertThat(verdicts.keySet()).isEqualTo(sent.keySet());
    Map<Integer, Set<String>> survivors = new TreeMap<>();
    Map<String, Long> dropped = new TreeMap<>();
    verdicts.forEach((url, verdict) -> {
      switch (verdict) {
        case Verdict.Keep _ ->
            survivors.computeIfAbsent(sent.get(url), _ -> new TreeSet<>()).add(url);
        case Verdict.Drop drop ->
            dropped.merge(
                drop.stage().name().toLowerCase(java.util.Locale.ROOT) + "/" + drop.reason(),
                1L,
                Long::sum);
      }
    });
    assertThat(survivors.keySet()).isEqualTo(clusters());
    assertThat(survivors.values()).allSatisfy(urls -> assertThat(urls).hasSize(1));
    verdicts.forEach((url, verdict) -> {
      if (verdict instanceof Verdict.Drop drop && drop.duplicateOf() != null) {
        assertThat(survivors.get(sent.get(url))).containsExactly(drop.duplicateOf());
      }
    });
    assertThat(end.kept()).isEqualTo(survivors.size());
    assertThat(end.dropped()).isEqualTo(dropped);
    assertThat(end.documents()).isEqualTo(survivors.size());

    Corpus corpus = Corpus.open(CorpusConfig.defaults(broker.bootstrapServers(), dir));
    assertThat(corpus.snapshot("end").verdicts().dropped()).isEqualTo(dropped);
    List<String> urls = new ArrayList<>();
    corpus.export("end", document -> urls.add(document.url()));
    assertThat(urls)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            survivors.values().stream().flatMap(Set::stream).toList());
  }

  private Set<Integer> clusters() {
    Set<Integer> clusters = new TreeSet<>(sent.values());
    clusters.remove(-1);
    return clusters;
  }

  private void sendUpTo(int pages) {
    while (sent.size() < pages) {
      int page = sent.size();
      int cluster = random.nextInt(CLUSTERS);
      String url = PlantedPages.url(cluster, page);
      if (page % 10 == 0) {
        send(url, PlantedPages.shortRecord(page));
        sent.put(url, -1);
      } else {
        send(url, PlantedPages.record(cluster, page));
        sent.put(url, cluster);
      }
      if (page % 20 == 0) {
        send(url, PlantedPages.revisit(page));
      }
    }
    producer.flush();
  }

  private void send(String url, byte[] record) {
    producer.send(new ProducerRecord<>(Topic.PAGES.topicName(), url, record));
    records++;
  }

  private void startWorker(String instance) throws IOException {
    workers.put(
        instance,
        CorpusProcess.start(broker.bootstrapServers(), dir.resolve(instance), instance, 2));
  }

  private void kill(String instance) throws InterruptedException {
    Process process = workers.get(instance);
    process.destroyForcibly();
    process.waitFor();
  }

  /// Waits until all is judged by whoever is there; whatever is seen meanwhile reconciles.
  private CorpusStatus awaitJudged() {
    Instant begin = Instant.now();
    CorpusStatus end =
        StatusTopic.await(
            broker,
            status -> {
              long judged =
                  status.kept()
                      + status.dropped().values().stream().mapToLong(Long::longValue).sum();
              assertThat(status.read())
                  .as("%s", status)
                  .isLessThanOrEqualTo(records)
                  .isEqualTo(
                      judged
                          + status.revisits()
                          + status.repeated()
                          + status.superseded()
                          + status.pending());
              return judged == sent.size() && status.lag() == 0 && status.pending() == 0;
            });
    System.out.printf(
        "CorpusWorkersTest: judged all after %d ms%n",
        Duration.between(begin, Instant.now()).toMillis());
    return end;
  }

  /// All verdicts ever committed, not only the latest: each page has one.
  private Map<String, Verdict> verdicts() {
    Map<String, Verdict> verdicts = new TreeMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topic.VERDICTS.topicName()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record ->
                assertThat(verdicts.put(record.key(), Verdict.CODEC.fromBytes(record.value())))
                    .as(record.key())
                    .isNull());
      }
    }
    return verdicts;
  }
}
