package org.peykare.corpus.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.corpus.dedup.Answer;
import org.peykare.corpus.dedup.Claim;
import org.peykare.corpus.dedup.Decider;
import org.peykare.corpus.dedup.Decision;
import org.peykare.corpus.dedup.KeySlots;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Verdict;

/// The stream's processors on several partitions, with messages that overtake each other in every
/// way that Kafka allows: order holds between one sender and one receiver, and nowhere else.
@NullUnmarked
class ProtocolRacesTest {
  private static final int PARTITIONS = 3;
  private static final int ROUNDS = 150;

  @TempDir File dir;

  @Test
  void everyClusterHasOneSurvivorWhateverTheOrder() {
    long seed = System.nanoTime();
    System.out.println("ProtocolRacesTest seed " + seed);
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(seed + round);
      Network network = new Network(random);
      List<List<String>> clusters = network.sendClusters();
      network.run();
      for (List<String> cluster : clusters) {
        List<String> kept = cluster.stream().filter(network.corpus::containsKey).toList();
        assertThat(kept).as("seed %d, cluster %s", seed + round, cluster).hasSize(1);
        for (String url : cluster) {
          assertThat(network.verdicts.get(url))
              .as("seed %d, verdicts of %s", seed + round, url)
              .singleElement()
              .satisfies(verdict ->
                  assertThat(url.equals(kept.getFirst()) ? null : kept.getFirst())
                      .isEqualTo(verdict instanceof Verdict.Drop d ? d.duplicateOf() : null));
        }
      }
    }
  }

  @Test
  void everyVersionHasOneVerdictAndTheNewestDecides() {
    long seed = System.nanoTime();
    System.out.println("ProtocolRacesTest seed " + seed);
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(seed + round);
      Network network = new Network(random);
      Map<String, Integer> sent = network.sendVersions();
      network.run();
      sent.forEach((url, versions) -> {
        List<Verdict> verdicts = network.verdicts.get(url);
        assertThat(verdicts).as("seed %d, %s", seed, url).hasSize(versions);
        assertThat(verdicts).isSortedAccordingTo((a, b) -> a.fetched().compareTo(b.fetched()));
        boolean kept = verdicts.getLast() instanceof Verdict.Keep;
        assertThat(network.corpus.containsKey(url)).as("seed %d, %s", seed, url).isEqualTo(kept);
        if (kept) {
          assertThat(network.corpus.get(url).fetched()).isEqualTo(verdicts.getLast().fetched());
        }
      });
      assertThat(network.pending()).isZero();
    }
  }

  /// The partitions, and what is on its way between them.
  private final class Network {
    private final Random random;
    private final List<Home> homes = new ArrayList<>();
    private final List<Node<Integer, Claim, Integer, Answer>> slots = new ArrayList<>();
    private final Node<Integer, Answer, String, Decision> decider;
    private final Map<String, Queue<Runnable>> channels = new TreeMap<>();
    private final Map<String, List<Verdict>> verdicts = new HashMap<>();
    private final Map<String, Document> corpus = new HashMap<>();

    Network(Random random) {
      this.random = random;
      for (int i = 0; i < PARTITIONS; i++) {
        homes.add(new Home(i));
        slots.add(new Node<>(i, KeySlots.STORE, new KeySlots()));
      }
      decider = new Node<>(0, Decider.STORE, new Decider());
    }

    /// Clusters in which any two pages share a key, and no page shares one with another cluster.
    List<List<String>> sendClusters() {
      List<List<String>> clusters = new ArrayList<>();
      long nextKey = 1;
      for (int cluster = 0; cluster < 4; cluster++) {
        int size = 1 + random.nextInt(5);
        boolean common = random.nextBoolean();
        Map<Integer, List<Long>> keys = new TreeMap<>();
        for (int i = 0; i < size; i++) {
          keys.put(i, new ArrayList<>(List.of(nextKey++)));
        }
        long commonKey = nextKey++;
        for (int i = 0; i < size; i++) {
          if (common) {
            keys.get(i).add(commonKey);
          }
          for (int j = 0; !common && j < i; j++) {
            keys.get(i).add(nextKey);
            keys.get(j).add(nextKey++);
          }
        }
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          String url = "http://%d-%d/".formatted(cluster, i);
          urls.add(url);
          long[] bands = keys.get(i).stream().mapToLong(Long::longValue).toArray();
          send(url, FakePages.page(1, random.nextLong(), bands));
        }
        clusters.add(urls);
      }
      return clusters;
    }

    /// Pages with several versions of a few texts, some of them bad.
    Map<String, Integer> sendVersions() {
      Map<String, Integer> sent = new TreeMap<>();
      for (int i = 0; i < 4; i++) {
        String url = "http://%d/".formatted(i);
        int versions = 1 + random.nextInt(4);
        for (int hour = 0; hour < versions; hour++) {
          long text = 1 + random.nextInt(3);
          // Few keys: a version then claims in other partitions than the one before.
          long[] bands = LongStream.range(10 * text, 10 * text + random.nextInt(3)).toArray();
          boolean bad = random.nextInt(4) == 0;
          send(url, bad ? FakePages.bad(hour) : FakePages.page(hour, text, bands));
        }
        sent.put(url, versions);
      }
      return sent;
    }

    void send(String url, byte[] page) {
      Home home = homes.get(Math.floorMod(url.hashCode(), PARTITIONS));
      channel("pages " + home.partition, () -> emit(home, home.pageArrives(url, page)));
    }

    /// Delivers until nothing is on its way; which channel is next is chance.
    void run() {
      while (!channels.isEmpty()) {
        List<String> names = new ArrayList<>(channels.keySet());
        Collections.shuffle(names, random);
        Queue<Runnable> next = channels.get(names.getFirst());
        Runnable delivery = next.remove();
        if (next.isEmpty()) {
          channels.remove(names.getFirst());
        }
        delivery.run();
      }
    }

    private void channel(String name, Runnable delivery) {
      channels.computeIfAbsent(name, _ -> new ArrayDeque<>()).add(delivery);
    }

    private void emit(Home from, List<Record<String, Emission>> emissions) {
      for (Record<String, Emission> record : emissions) {
        switch (record.value()) {
          case Emission.Claimed to ->
              channel(
                  "claims %d %d".formatted(from.partition, to.partition()),
                  () -> answer(to.partition(), to.claim()));
          case Emission.Judged judged ->
              verdicts.computeIfAbsent(record.key(), _ -> new ArrayList<>()).add(judged.verdict());
          case Emission.Documented change -> {
            if (change.document() == null) {
              corpus.remove(record.key());
            } else {
              corpus.put(record.key(), Document.CODEC.fromBytes(change.document()));
            }
          }
        }
      }
    }

    private void answer(int partition, Claim claim) {
      Claim copy = Claim.serde().deserializer().deserialize("", bytes(claim));
      slots
          .get(partition)
          .process(partition, copy)
          .forEach(record -> channel("answers " + partition, () -> decide(record.value())));
    }

    private static byte[] bytes(Claim claim) {
      return Claim.serde().serializer().serialize("", claim);
    }

    private void decide(Answer answer) {
      byte[] bytes = Answer.serde().serializer().serialize("", answer);
      decider
          .process(0, Answer.serde().deserializer().deserialize("", bytes))
          .forEach(record -> {
            byte[] decision = Decision.serde().serializer().serialize("", record.value());
            Decision copy = Decision.serde().deserializer().deserialize("", decision);
            Home home = homes.get(copy.home());
            channel(
                "decisions " + home.partition,
                () -> emit(home, home.decisionArrives(record.key(), copy)));
          });
    }

    long pending() {
      return homes.stream()
          .flatMap(home -> PageLedger.counts(home.store).values().stream())
          .mapToLong(counts -> counts.getOrDefault(PageLedger.PENDING, 0L))
          .sum();
    }
  }

  /// A processor with its store.
  private final class Node<KI, VI, KO, VO> {
    private final MockProcessorContext<KO, VO> context;
    private final Processor<KI, VI, KO, VO> processor;

    Node(int partition, String storeName, Processor<KI, VI, KO, VO> processor) {
      this.context = new MockProcessorContext<>(settings(), new TaskId(0, partition), dir);
      this.processor = processor;
      addStore(context, storeName);
      processor.init(context);
    }

    List<Record<KO, VO>> process(KI key, VI value) {
      processor.process(new Record<>(key, value, 0));
      return forwarded(context);
    }
  }

  /// The two stages that share a ledger.
  private final class Home {
    private final int partition;
    private final MockProcessorContext<String, Emission> context;
    private final KeyValueStore<Bytes, byte[]> store;
    private final PageStage pages = new PageStage(FakePages.PROCESSOR, PARTITIONS);
    private final DecisionStage decisions = new DecisionStage();

    Home(int partition) {
      this.partition = partition;
      this.context = new MockProcessorContext<>(settings(), new TaskId(0, partition), dir);
      this.store = addStore(context, PageLedger.STORE);
      pages.init(context);
      decisions.init(context);
    }

    List<Record<String, Emission>> pageArrives(String url, byte[] page) {
      pages.process(new Record<>(url, page, 0));
      return forwarded(context);
    }

    List<Record<String, Emission>> decisionArrives(String url, Decision decision) {
      decisions.process(new Record<>(url, decision, 0));
      return forwarded(context);
    }
  }

  private static <K, V> List<Record<K, V>> forwarded(MockProcessorContext<K, V> context) {
    List<Record<K, V>> records = new ArrayList<>();
    context
        .forwarded()
        .forEach(forward -> {
          @SuppressWarnings("unchecked")
          Record<K, V> record = (Record<K, V>) forward.record();
          records.add(record);
        });
    context.resetForwards();
    return records;
  }

  private static KeyValueStore<Bytes, byte[]> addStore(
      MockProcessorContext<?, ?> context, String name) {
    KeyValueStore<Bytes, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    return store;
  }

  private static Properties settings() {
    Properties settings = new Properties();
    settings.put("application.id", "test");
    settings.put("bootstrap.servers", "none:1");
    return settings;
  }
}
