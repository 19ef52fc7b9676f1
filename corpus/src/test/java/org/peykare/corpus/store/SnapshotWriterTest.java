package org.peykare.corpus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.DataFile;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.index.DocumentIndex;
import org.peykare.formats.document.CatalogConfig;
import org.peykare.formats.document.DocumentsTable;
import org.peykare.formats.topic.Topic;
import org.peykare.formats.url.DocumentId;

@NullUnmarked
class SnapshotWriterTest {
  private static final int PARTITIONS = 2;
  @TempDir static Path brokerDir;
  private static EmbeddedBroker broker;

  @TempDir Path dir;
  private KafkaProducer<String, byte[]> producer;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(brokerDir);
    TopicSetup.ensure(broker.bootstrapServers(), PARTITIONS);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  /// Every test begins with an empty topic.
  @BeforeEach
  void start() throws Exception {
    Map<String, Object> cluster = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(cluster)) {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      for (int i = 0; i < PARTITIONS; i++) {
        ends.put(new TopicPartition("documents", i), OffsetSpec.latest());
      }
      admin
          .listOffsets(ends)
          .all()
          .get()
          .forEach(
              (partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end.offset())));
      admin.deleteRecords(all).all().get();
    }
    Map<String, Object> settings = new HashMap<>(cluster);
    settings.put("max.in.flight.requests.per.connection", 1);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
  }

  @Test
  void appendsWhatIsNewAndCountsByLanguage() {
    send(document("http://a/", "fa", "یک"), document("http://b/", "en", "one two"));
    Snapshot first = writer().write("first");
    assertThat(first.documents()).isEqualTo(2);
    assertThat(first.words()).isEqualTo(3);
    assertThat(first.byLanguage()).containsExactly(Map.entry("en", 1L), Map.entry("fa", 1L));
    assertThat(first.tags()).containsExactly("first");

    send(document("http://c/", "fa", "سه"));
    Snapshot second = writer().write("second");
    assertThat(second.documents()).isEqualTo(3);
    assertThat(texts("first")).containsOnlyKeys("http://a/", "http://b/");
    assertThat(texts("second")).containsOnlyKeys("http://a/", "http://b/", "http://c/");
  }

  @Test
  void theLastVersionOfADocumentWinsWithinACommitAndAcrossCommits() {
    send(document("http://a/", "fa", "old"), document("http://b/", "fa", "stays"));
    send(document("http://a/", "fa", "new"));
    writer().write("one");
    assertThat(texts("one")).containsEntry("http://a/", "new").hasSize(2);

    send(document("http://a/", "en", "newer still"));
    Snapshot two = writer().write("two");
    assertThat(texts("two")).containsEntry("http://a/", "newer still").hasSize(2);
    assertThat(two.byLanguage()).containsExactly(Map.entry("en", 1L), Map.entry("fa", 1L));
    assertThat(two.words()).isEqualTo(3);
    assertThat(texts("one")).containsEntry("http://a/", "new");
  }

  @Test
  void aTombstoneTakesTheDocumentOut() {
    send(document("http://a/", "fa", "one"), document("http://b/", "fa", "two"));
    writer().write("before");
    remove("http://a/");
    remove("http://never-there/");
    Snapshot after = writer().write("after");
    assertThat(texts("after")).containsOnlyKeys("http://b/");
    assertThat(after.documents()).isEqualTo(1);
    remove("http://b/");
    assertThat(writer().write("empty").byLanguage()).isEmpty();
    assertThat(texts("empty")).isEmpty();
    assertThat(texts("before")).hasSize(2);
  }

  @Test
  void manyCommitsInASmallMemoryAreTheSameAsOne() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 20; i++) {
        send(document("http://" + i + "/", i % 2 == 0 ? "fa" : "en", "version " + round));
      }
    }
    new SnapshotWriter(CatalogConfig.in(dir), broker.bootstrapServers(), 7).write("small");
    assertThat(texts("small"))
        .hasSize(20)
        .allSatisfy((_, text) -> assertThat(text).isEqualTo("version 2"));
    List<Snapshot> snapshots = table(DocumentTable::snapshots);
    assertThat(snapshots).hasSizeGreaterThan(5);
  }

  @Test
  void nothingNewIsTheSameSnapshotWithOneTagMore() {
    send(document("http://a/", "fa", "one"));
    Snapshot one = writer().write("one");
    Snapshot two = writer().write("two");
    assertThat(two.id()).isEqualTo(one.id());
    assertThat(two.tags()).containsExactly("one", "two");
    assertThat(writer().write().id()).isEqualTo(one.id());
  }

  @Test
  void anEmptyCorpusHasASnapshotToo() {
    assertThat(writer().write("empty").documents()).isZero();
    assertThat(texts("empty")).isEmpty();
  }

  @Test
  void aCrashBeforeTheCommitLeavesTheTableAsItWas() throws IOException {
    send(document("http://a/", "fa", "one"));
    writer().write("one");
    try (DocumentTable documents = DocumentTable.openOrCreate(CatalogConfig.in(dir));
        DataFileWriters writers = new DataFileWriters(documents.table())) {
      writers.write(DocumentSchema.row(document("http://lost/", "fa", "half written")));
      List<DataFile> orphans = writers.finish();
      assertThat(Path.of(orphans.getFirst().location())).exists();
      assertThat(texts("latest")).containsOnlyKeys("http://a/");

      send(document("http://b/", "fa", "two"));
      writer().write("two");
      assertThat(Path.of(orphans.getFirst().location())).doesNotExist();
      assertThat(texts("two")).containsOnlyKeys("http://a/", "http://b/");
      assertThat(texts("one")).containsOnlyKeys("http://a/");
    }
  }

  @Test
  void everyParquetReaderSeesTheSnapshotAsItIs() {
    send(document("http://a/", "fa", "old"), document("http://b/", "fa", "stays"));
    writer().write("one");
    send(document("http://a/", "fa", "new"));
    writer().write("two");
    List<String> texts = new ArrayList<>();
    table(table -> {
      for (DocumentTable.TableFile file : table.files(table.find("two"))) {
        readPlain(file.location(), texts);
      }
      return null;
    });
    assertThat(texts).containsExactlyInAnyOrder("new", "stays");
  }

  @Test
  void readsInTheSameOrderEachTime() {
    for (int i = 0; i < 30; i++) {
      send(document("http://" + i + "/", i % 3 == 0 ? "en" : "fa", "text " + i));
      if (i % 10 == 9) {
        writer().write();
      }
    }
    List<String> first = new ArrayList<>(texts("latest").keySet());
    List<String> second = new ArrayList<>();
    table(table -> table.read(table.find("latest"), document -> second.add(document.url())));
    List<String> third = new ArrayList<>();
    table(table -> table.read(table.find("latest"), document -> third.add(document.url())));
    assertThat(third).isEqualTo(second).hasSize(30).containsAll(first);
  }

  @Test
  void aSecondWriterIsToldToWait() {
    try (WriterLock _ = WriterLock.acquire(CatalogConfig.in(dir))) {
      assertThatThrownBy(() -> writer().write("late"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another writer is at work");
    }
    assertThat(writer().write("then").tags()).containsExactly("then");
  }

  @Test
  void aTagIsTakenOnceAndBelongsToOneSnapshot() {
    send(document("http://a/", "fa", "one"));
    Snapshot one = writer().write("one");
    assertThatThrownBy(() -> writer().write("one")).hasMessageContaining("the tag is taken");
    assertThatThrownBy(() -> writer().write("latest")).hasMessageContaining("Invalid tag");
    assertThatThrownBy(() -> writer().write("a b")).hasMessageContaining("Invalid tag");
    assertThat(table(table -> table.tag("one", "release")).id()).isEqualTo(one.id());
    assertThat(table(table -> table.find(Long.toString(one.id()))).tags())
        .containsExactly("one", "release");
    assertThatThrownBy(() -> table(table -> table.find("two")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are: one, release");
  }

  @Test
  void theOffsetsAreInTheSummaryByLogAndPartition() {
    send(document("http://a/", "fa", "one"));
    writer().write("one");
    try (DocumentTable documents = DocumentTable.openOrCreate(CatalogConfig.in(dir))) {
      Map<String, String> summary = documents.table().currentSnapshot().summary();
      assertThat(summary.get(DocumentsTable.OFFSETS))
          .matches("\\{\"[^/\"]+/[^/\"]+\":\\{(\"\\d+\":\\d+,?)+}}");
      assertThat(summary.get(DocumentsTable.LANGUAGES))
          .isEqualTo("{\"documents\":{\"fa\":1},\"words\":{\"fa\":1}}");
    }
  }

  private static void readPlain(String location, List<String> texts) {
    try (ParquetReader<Group> reader =
        new ParquetReader.Builder<Group>(new LocalInputFile(Path.of(location))) {
          @Override
          protected org.apache.parquet.hadoop.api.ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
          }
        }.build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        texts.add(row.getString(DocumentsTable.TEXT, 0));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private SnapshotWriter writer() {
    return new SnapshotWriter(CatalogConfig.in(dir), broker.bootstrapServers());
  }

  private <T> T table(java.util.function.Function<DocumentTable, T> use) {
    try (DocumentTable table = DocumentTable.open(dir).orElseThrow()) {
      return use.apply(table);
    }
  }

  private Map<String, String> texts(String name) {
    Map<String, String> texts = new HashMap<>();
    table(table ->
        table.read(
            table.find(name),
            document -> assertThat(texts.put(document.url(), document.text())).isNull()));
    return texts;
  }

  private void send(Document... documents) {
    for (Document document : documents) {
      send(document.id(), Document.CODEC.toBytes(document));
    }
  }

  private void remove(String url) {
    send(DocumentId.ofNormalForm(url).toString(), null);
  }

  private void send(String id, byte @Nullable [] value) {
    producer.send(new ProducerRecord<>(Topic.DOCUMENTS.topicName(), id, value));
    producer.flush();
  }

  static Document document(String url, String lang, String text) {
    String id = DocumentId.ofNormalForm(url).toString();
    long words = IntStream.range(0, text.split(" ").length).count();
    return new Document(
        id,
        url,
        "host",
        Instant.parse("2026-01-01T00:00:00.123456Z"),
        null,
        text,
        lang,
        0.9,
        words,
        null,
        "allowed",
        null,
        null,
        "sha1:X",
        "<urn:x>",
        id,
        null,
        null);
  }

  @Test
  void aWorkingDirectoryThatWasMovedIsReadAndGoesOn() throws IOException {
    Path before = dir.resolve("before");
    send(document("http://a/", "fa", "one"), document("http://b/", "fa", "two"));
    new SnapshotWriter(CatalogConfig.in(before), broker.bootstrapServers()).write("one");
    Path after = Files.move(before, dir.resolve("after"));
    remove("http://a/");
    send(document("http://c/", "fa", "three"));
    new SnapshotWriter(CatalogConfig.in(after), broker.bootstrapServers()).write("two");
    try (DocumentTable table = DocumentTable.open(after).orElseThrow()) {
      List<String> urls = new ArrayList<>();
      table.read(table.find("one"), document -> urls.add(document.url()));
      table.read(table.find("two"), document -> urls.add(document.url()));
      assertThat(urls)
          .containsExactlyInAnyOrder("http://a/", "http://b/", "http://b/", "http://c/");
    }
    assertThat(before).doesNotExist();
  }

  @Test
  void aCommitOnTopOfAnothersIsRefused() {
    send(document("http://a/", "fa", "one"));
    writer().write("one");
    try (DocumentTable slow = DocumentTable.open(dir).orElseThrow()) {
      var base = slow.table().currentSnapshot();
      send(document("http://b/", "fa", "two"));
      writer().write("two");
      try (WriterLock lock = WriterLock.acquire(CatalogConfig.in(dir));
          DataFileWriters writers = new DataFileWriters(slow.table())) {
        writers.write(DocumentSchema.row(document("http://b/", "fa", "two")));
        assertThatThrownBy(() ->
                SnapshotWriter.commit(
                    new SnapshotWriter.Target(slow, lock),
                    base,
                    List.of(),
                    writers.finish(),
                    new StoredOffsets(),
                    new LanguageCounts(),
                    new VerdictTally()))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("another writer has committed meanwhile");
      }
    }
    assertThat(texts("latest")).containsOnlyKeys("http://a/", "http://b/");
  }

  @Test
  void damageIsNamedWithItsRemedy() throws IOException {
    send(document("http://a/", "fa", "one"));
    writer().write("one");
    Path data = Path.of(table(table -> table.files(table.find("one"))).getFirst().location());
    Path aside = Files.move(data, dir.resolve("aside"));
    assertThatThrownBy(() -> texts("one"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(data.getFileName() + " is missing; put it back");
    Files.move(aside, data);
    Path warehouse = dir.resolve("warehouse");
    Files.move(warehouse, dir.resolve("elsewhere"));
    assertThatThrownBy(() -> texts("one"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a file of it is missing in " + warehouse);
    Files.move(dir.resolve("elsewhere"), warehouse);
    byte[] catalog = Files.readAllBytes(dir.resolve("catalog.db"));
    Files.write(dir.resolve("catalog.db"), "no database at all, but long enough".getBytes());
    assertThatThrownBy(() -> texts("one"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cannot use the catalog")
        .hasMessageContaining("Move it aside");
    Files.write(dir.resolve("catalog.db"), catalog);
    assertThat(texts("one")).hasSize(1);
    Files.delete(dir.resolve("catalog.db"));
    send(document("http://b/", "fa", "two"));
    writer().write("two");
    assertThat(texts("one")).containsOnlyKeys("http://a/");
    assertThat(texts("two")).containsOnlyKeys("http://a/", "http://b/");
  }

  @Test
  void filesAreSweptOnlyBelowTheTable() throws IOException {
    send(document("http://a/", "fa", "one"));
    writer().write("one");
    Path foreign = Files.writeString(dir.resolve("warehouse/notes.txt"), "not ours");
    writer().write();
    assertThat(foreign).exists();
  }

  @Test
  void aFailedUpdateOfTheIndexLeavesItAsItWas() throws IOException {
    send(document("http://a/", "fa", "common"));
    Snapshot one = writer().write("one");
    send(document("http://b/", "en", "common"), document("http://c/", "de", "common"));
    Snapshot two = writer().write("two");
    try (DocumentTable table = DocumentTable.open(dir).orElseThrow();
        DocumentIndex index = DocumentIndex.open(dir.resolve("index"))) {
      index.update(table, one);
      List<DocumentTable.TableFile> added =
          table.files(two).stream().filter(file -> !file.lang().equals("fa")).toList();
      Path last = Path.of(added.getLast().location());
      Path aside = Files.move(last, dir.resolve("aside"));
      assertThatThrownBy(() -> index.update(table, two)).isInstanceOf(RuntimeException.class);
      assertThat(index.holds(table, one)).isTrue();
      assertThat(index.search("common", null, 10)).hasSize(1);
      Files.move(aside, last);
      assertThat(index.update(table, two)).isTrue();
      assertThat(index.search("common", null, 10)).hasSize(3);
    }
  }
}
