package org.peykare.corpus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.CorpusConfig;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.index.DocumentIndex;
import org.peykare.formats.document.DocumentsTable;
import org.peykare.formats.topic.Topic;
import org.peykare.formats.url.DocumentId;

/// What the table and the index are after a kill, on a full disk, after damage.
@NullUnmarked
class SnapshotDurabilityTest {
  private static final int KILLS = 6;
  private static final int URLS = 200;

  @TempDir Path root;
  private Path dir;
  private EmbeddedBroker broker;
  private KafkaProducer<String, byte[]> producer;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /// What was sent, as it lies on the topic.
  private record Sent(int partition, long offset, String url, @Nullable String text) {}

  private final List<Sent> log = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    System.out.println("SnapshotDurabilityTest seed " + seed);
    dir = Files.createDirectories(root.resolve("work"));
    broker = EmbeddedBroker.start(root.resolve("kafka"));
    TopicSetup.ensure(broker.bootstrapServers(), 2);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
    broker.close();
  }

  @Test
  void aKillAtAnyMomentLeavesTableAndIndexConsistent() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread feeder =
        Thread.ofPlatform()
            .start(() -> {
              Random feed = new Random(seed);
              while (!over.get()) {
                sendRandom(feed);
              }
            });
    try {
      for (int kill = 0; kill < KILLS; kill++) {
        Process process = SnapshotProcess.start(broker.bootstrapServers(), dir);
        try {
          assertThat(process.getInputStream().read()).as("has made a snapshot").isPositive();
          Thread.sleep(random.nextInt(1_500));
        } finally {
          process.destroyForcibly();
          process.waitFor();
        }
        assertTheTableIsWhatItsOffsetsSay();
      }
    } finally {
      over.set(true);
      feeder.join();
    }
    CorpusConfig config = CorpusConfig.defaults(broker.bootstrapServers(), dir);
    Snapshot end = Corpus.open(config).snapshot("end");
    assertThat(assertTheTableIsWhatItsOffsetsSay()).isEqualTo(log.size());
    try (DocumentTable table = DocumentTable.open(dir).orElseThrow();
        DocumentIndex index = DocumentIndex.open(dir.resolve("index"))) {
      assertThat(OrphanSweep.sweep(table.table(), Duration.ZERO)).isZero();
      assertThat(index.holds(table, end)).isTrue();
      assertThat(index.search("common", null, 1_000)).hasSize((int) end.documents());
      for (Snapshot each : table.snapshots()) {
        if (!each.tags().isEmpty()) {
          assertThat(table.read(each, _ -> {})).isEqualTo(each.documents());
        }
      }
    }
  }

  @Test
  void aFullDiskLeavesTheTableAsItWas() throws Exception {
    Path small = Files.createDirectories(root.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", small.toString()) == 0,
        "only root can mount a small disk");
    try {
      CorpusConfig config = CorpusConfig.defaults(broker.bootstrapServers(), small);
      Corpus corpus = Corpus.open(config);
      send("http://a/", "common first");
      corpus.snapshot("first");
      Path filler = Files.write(small.resolve("filler"), new byte[4 << 20]);
      for (int i = 0; i < 40; i++) {
        send("http://" + i + "/", "common " + noise(100_000));
      }
      assertThatThrownBy(() -> corpus.snapshot("second"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is full; the table is as it was");
      assertThat(corpus.snapshots()).hasSize(1);
      assertThat(corpus.export("latest", _ -> {})).isEqualTo(1);
      Files.delete(filler);
      assertThat(run("mount", "-o", "remount,size=64m", small.toString())).isZero();
      assertThat(corpus.snapshot("second").documents()).isEqualTo(41);
      assertThat(corpus.search("common", null, 100)).hasSize(41);
    } finally {
      run("umount", small.toString());
    }
  }

  @Test
  void aDamagedIndexIsBuiltAnew() throws Exception {
    Corpus corpus = Corpus.open(CorpusConfig.defaults(broker.bootstrapServers(), dir));
    send("http://a/", "common one");
    corpus.snapshot("one");
    try (Stream<Path> files = Files.list(dir.resolve("index"))) {
      for (Path file : files.filter(file -> !file.endsWith("write.lock")).toList()) {
        Files.writeString(file, "damaged");
      }
    }
    assertThat(corpus.search("common", null, 10)).hasSize(1);
    send("http://b/", "common two");
    corpus.snapshot("two");
    assertThat(corpus.search("common", null, 10)).hasSize(2);
  }

  @Test
  void maintenanceGivesUpOldSnapshotsAndSmallFilesButNotWhatATagNeeds() throws Exception {
    Corpus corpus = Corpus.open(CorpusConfig.defaults(broker.bootstrapServers(), dir));
    for (int i = 0; i < 6; i++) {
      send("http://" + i + "/", "common " + i);
      if (i == 2) {
        corpus.snapshot("third");
      } else {
        corpus.snapshot();
      }
    }
    Map<String, String> third = texts(corpus, "third");
    Maintenance done = corpus.maintain(Duration.ZERO);
    assertThat(done.expired()).isEqualTo(5);
    assertThat(done.compacted()).isGreaterThanOrEqualTo(6);
    assertThat(corpus.snapshots()).extracting(Snapshot::documents).containsExactly(3L, 6L);
    assertThat(texts(corpus, "third")).isEqualTo(third).hasSize(3);
    assertThat(texts(corpus, "latest")).hasSize(6);
    assertThat(corpus.search("common", null, 10)).hasSize(6);
    assertThat(corpus.maintain(Duration.ZERO)).isEqualTo(new Maintenance(0, 0, 0));
    send("http://0/", "common again");
    assertThat(corpus.snapshot("after").documents()).isEqualTo(6);
  }

  /// @return number of records that the newest snapshot holds
  private long assertTheTableIsWhatItsOffsetsSay() {
    List<Sent> sent;
    synchronized (log) {
      sent = List.copyOf(log);
    }
    try (DocumentTable table = DocumentTable.open(dir).orElseThrow()) {
      var snapshot = table.table().currentSnapshot();
      var offsets = StoredOffsets.fromJson(snapshot.summary().get(DocumentsTable.OFFSETS)).byLog();
      Map<String, Long> next = offsets.values().iterator().next();
      Map<String, String> expected = new TreeMap<>();
      long held = 0;
      for (Sent record : sent) {
        if (record.offset < next.getOrDefault(Integer.toString(record.partition), 0L)) {
          held++;
          if (record.text == null) {
            expected.remove(record.url);
          } else {
            expected.put(record.url, record.text);
          }
        }
      }
      Map<String, String> actual = new TreeMap<>();
      table.read(
          table.find("latest"),
          document ->
              assertThat(actual.put(document.url(), document.text())).as(document.url()).isNull());
      assertThat(actual).isEqualTo(expected);
      return held;
    }
  }

  private void sendRandom(Random feed) {
    String url = "http://h/" + feed.nextInt(URLS);
    send(url, feed.nextInt(10) == 0 ? null : "common version " + feed.nextInt());
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String url, @Nullable String text) {
    String id = DocumentId.ofNormalForm(url).toString();
    String lang = url.hashCode() % 2 == 0 ? "fa" : "en";
    byte[] value =
        text == null ? null : Document.CODEC.toBytes(SnapshotWriterTest.document(url, lang, text));
    try {
      // A snapshot may hold a record as soon as it is acknowledged.
      synchronized (log) {
        RecordMetadata at =
            producer.send(new ProducerRecord<>(Topic.DOCUMENTS.topicName(), id, value)).get();
        log.add(new Sent(at.partition(), at.offset(), url, text));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    StringBuilder noise = new StringBuilder(length);
    for (byte b : bytes) {
      noise.append((char) ('a' + (b & 31) % 26)).append(b % 7 == 0 ? " " : "");
    }
    return noise.toString();
  }

  private static Map<String, String> texts(Corpus corpus, String name) {
    Map<String, String> texts = new HashMap<>();
    corpus.export(name, document -> texts.put(document.url(), document.text()));
    return texts;
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
