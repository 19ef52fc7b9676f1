package org.peykare.corpus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.corpus.document.Document;
import org.peykare.formats.document.CatalogConfig;
import org.peykare.formats.topic.Topic;

/// The documents table on a real PostgreSQL catalog, with a warehouse that several share.
@NullUnmarked
class PostgresCatalogTest {
  private static PostgresServer server;

  @TempDir Path dir;

  @BeforeAll
  static void startServer() throws Exception {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void severalMachinesShareATableAndOneWritesAtATime() throws Exception {
    CatalogConfig here = server.catalog("shared", dir.resolve("warehouse"));
    assertThat(DocumentTable.open(here)).isEmpty();
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"))) {
      TopicSetup.ensure(broker.bootstrapServers(), 1);
      send(broker, SnapshotWriterTest.document("http://a/", "fa", "one"));
      new SnapshotWriter(here, broker.bootstrapServers()).write("one");
      send(broker, SnapshotWriterTest.document("http://a/", "fa", "one again"));
      send(broker, SnapshotWriterTest.document("http://b/", "fa", "two"));

      SnapshotWriter there =
          new SnapshotWriter(
              server.catalog("shared", dir.resolve("warehouse")), broker.bootstrapServers());
      try (WriterLock lock = WriterLock.acquire(here)) {
        lock.check();
        assertThatThrownBy(there::write)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("another writer is at work");
      }
      there.write("two");
    }
    Map<String, String> texts = new TreeMap<>();
    try (DocumentTable table = DocumentTable.open(here).orElseThrow()) {
      table.read(
          table.find("two"),
          document -> assertThat(texts.put(document.url(), document.text())).isNull());
      assertThat(table.tag("one", "first").documents()).isEqualTo(1);
    }
    assertThat(texts)
        .containsExactly(Map.entry("http://a/", "one again"), Map.entry("http://b/", "two"));
  }

  @Test
  void whoLosesTheConnectionMayNotCommitAndOthersMayWrite() throws Exception {
    CatalogConfig here = server.catalog("lost", dir.resolve("warehouse"));
    WriterLock lost = WriterLock.acquire(here);
    try (Connection administrator = server.connect();
        Statement statement = administrator.createStatement()) {
      statement.execute("select pg_terminate_backend(pid) from pg_locks where locktype='advisory'");
    }
    assertThatThrownBy(lost::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nothing was changed, make the snapshot again");
    try (WriterLock next = WriterLock.acquire(here)) {
      next.check();
    }
  }

  @Test
  void filesOfACommitThatMayBeUnderWayStay() throws Exception {
    CatalogConfig here = server.catalog("sweep", dir.resolve("warehouse"));
    try (DocumentTable table = DocumentTable.openOrCreate(here)) {
      Path folder = Files.createDirectories(dir.resolve("warehouse/corpus/documents/data/lang=fa"));
      Path young = Files.writeString(folder.resolve("young.parquet"), "x");
      assertThat(OrphanSweep.sweep(table.table(), java.time.Duration.ofHours(1))).isZero();
      assertThat(young).exists();
      assertThat(OrphanSweep.sweep(table.table(), java.time.Duration.ZERO)).isEqualTo(1);
    }
  }

  @Test
  void theCatalogIsNamedWithoutItsPassword() throws Exception {
    CatalogConfig good = server.catalog("named", dir);
    assertThat(good.toString()).doesNotContain(PostgresServer.PASSWORD);
    String url = good.place();
    CatalogConfig wrong = new CatalogConfig.Postgres(url, "peykare", "wrong-secret", dir);
    assertThatThrownBy(() -> DocumentTable.open(wrong))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cannot use the catalog " + url)
        .hasMessageContaining("corpus.catalog.password")
        .hasMessageNotContaining("wrong-secret");
    assertThatThrownBy(
            () -> new CatalogConfig.Postgres("jdbc:postgresql://u:secret@h/d", "u", "p", dir))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid corpus.catalog.url")
        .hasMessageNotContaining("secret@");
  }

  private static void send(EmbeddedBroker broker, Document document) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              Topic.DOCUMENTS.topicName(), document.id(), Document.CODEC.toBytes(document)));
    }
  }
}
