package org.peykare.console.runs;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.console.topics.TopicMap;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.CorpusConfig;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.store.Snapshot;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;
import org.peykare.formats.topic.Topic;
import org.peykare.formats.url.DocumentId;

/// A working directory with a broker and a small corpus.
final class RunsFixture implements AutoCloseable {
  static final int PARTITIONS = 4;
  static final int VOCABULARY = 300;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String[] WORDS = {
    "کتاب", "خانه", "شهر", "باران", "دریا", "کوه", "the", "harbour", "light", "ferry", "book",
    "rain"
  };

  final Path dir;
  final EmbeddedBroker broker;
  final Corpus corpus;
  final TopicMap<RunState> states;
  private final KafkaProducer<byte[], byte[]> producer;
  private int documents;

  RunsFixture(Path dir) {
    this.dir = dir;
    broker = EmbeddedBroker.start(dir.resolve("kafka"));
    TopicSetup.ensure(broker.bootstrapServers(), PARTITIONS);
    corpus = corpus(broker.bootstrapServers(), dir);
    states =
        TopicMap.open(
            broker.bootstrapServers(), Topic.RUNS, (_, bytes) -> RunState.CODEC.fromBytes(bytes));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static Corpus corpus(String bootstrapServers, Path dir) {
    return Corpus.open(CorpusConfig.defaults(bootstrapServers, dir));
  }

  TrainerConfig config(String instance) {
    return TrainerConfig.defaults(broker.bootstrapServers(), instance, dir, VOCABULARY)
        .withKeepFreeBytes(0)
        .withTries(5, Duration.ofMillis(200))
        .withPolicyInterval(Duration.ofMillis(300));
  }

  TrainerRole trainer(String instance) {
    return TrainerRole.start(config(instance), corpus);
  }

  /// Adds documents and makes a snapshot of all.
  Snapshot snapshot(String tag, int added) {
    Random random = new Random(7 + documents);
    for (int i = 0; i < added; i++) {
      StringBuilder text = new StringBuilder();
      int word = random.nextInt(WORDS.length);
      for (int w = 0; w < 60; w++) {
        text.append(WORDS[word]).append(w % 12 == 11 ? ".\n" : " ");
        word = (word + 1 + random.nextInt(2)) % WORDS.length;
      }
      String url = "https://example.org/" + documents++;
      String id = DocumentId.ofNormalForm(url).toString();
      Document document =
          new Document(
              id,
              url,
              "example.org",
              Instant.parse("2026-05-01T00:00:00Z"),
              null,
              text.toString().strip(),
              "fa",
              .9,
              60,
              null,
              null,
              null,
              null,
              "sha1:" + i,
              "<urn:uuid:" + id + ">",
              id,
              null,
              null);
      send(Topic.DOCUMENTS, id, Document.CODEC.toBytes(document));
    }
    return corpus.snapshot(tag);
  }

  static Map<String, String> settings(int steps) {
    return Map.of(
        "steps", Integer.toString(steps),
        "batch-size", "8",
        "sequence-length", "48",
        "device", "cpu",
        "threads", "1",
        "eval-every", "10",
        "checkpoint-every", "4");
  }

  RunRequest request(String id, String snapshot, Map<String, String> settings) {
    RunRequest request =
        new RunRequest(
            id, snapshot, null, settings, RunRequest.Wanted.RUN, Instant.now(), "command");
    put(request);
    return request;
  }

  void put(RunRequest request) {
    send(Topic.COMMANDS, "run/" + request.id(), RunRequest.CODEC.toBytes(request));
  }

  void put(TrainingPolicy policy) {
    send(Topic.COMMANDS, "policy/" + policy.name(), TrainingPolicy.CODEC.toBytes(policy));
  }

  private void send(Topic topic, String key, byte[] value) {
    try {
      producer
          .send(
              new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value))
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits for a state of the run that is as wanted.
  RunState await(String id, Predicate<RunState> wanted) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    RunState last = null;
    while (Instant.now().isBefore(deadline)) {
      last = states.get(id).orElse(null);
      if (last != null && wanted.test(last)) {
        return last;
      }
      if (last != null && last.state().ended()) {
        break;
      }
      Thread.sleep(20);
    }
    return fail(
        "Run %s did not come to what is waited for; its last state: %s".formatted(id, last));
  }

  RunState awaitEnd(String id) throws InterruptedException {
    return await(id, state -> state.state().ended());
  }

  /// All states that were written of a run, repetitions left out.
  List<RunState.State> history(String id) {
    List<RunState.State> states = new ArrayList<>();
    for (RunState state : written(id)) {
      if (states.isEmpty() || states.getLast() != state.state()) {
        states.add(state.state());
      }
    }
    return states;
  }

  /// Everything that was written of a run, in order.
  List<RunState> written(String id) {
    List<RunState> written = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "enable.auto.commit", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("runs").stream()
              .map(info -> new TopicPartition("runs", info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (new String(record.key(), StandardCharsets.UTF_8).equals(id)) {
            written.add(RunState.CODEC.fromBytes(record.value()));
          }
        }
      }
    }
    return written;
  }

  /// The training process of a run, below any process of this test.
  static Optional<ProcessHandle> child(String run) {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> arguments(process).contains(TrainingChild.class.getName()))
        .filter(process -> arguments(process).contains("/models/" + run + " "))
        .findFirst();
  }

  private static String arguments(ProcessHandle process) {
    try {
      return Files.readString(
              Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }

  static void signal(ProcessHandle process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  Path checkpoint(RunState state) {
    return dir.resolve(state.checkpoint());
  }

  @Override
  public void close() {
    producer.close();
    states.close();
    corpus.close();
    broker.close();
  }
}
