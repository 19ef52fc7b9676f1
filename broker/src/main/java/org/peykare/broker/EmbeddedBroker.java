package org.peykare.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoters;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.peykare.formats.topic.Topic;

/// A single-node Kafka broker in this JVM, its data in one folder. Topics and data outlive a
/// restart, on the same ports or others.
public final class EmbeddedBroker implements AutoCloseable {
  private static final int NODE_ID = 1;

  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private final FileChannel lockChannel;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers, FileChannel lockChannel) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
    this.lockChannel = lockChannel;
  }

  /// Starts the broker with its data in `dir`, on any free loopback port, and waits until it
  /// serves.
  public static EmbeddedBroker start(Path dir) {
    return start(dir, 0);
  }

  /// Starts the broker with its data in `dir`, listening on 127.0.0.1 and `port` (0: any free
  /// port).
  ///
  /// @throws IllegalArgumentException when the port is taken or the folder is in use by another
  ///   broker
  public static EmbeddedBroker start(Path dir, int port) {
    return start(dir, Listener.loopback(port));
  }

  /// Starts the broker with its data in `dir` for clients that may be on other machines.
  ///
  /// @throws IllegalArgumentException when the port is taken, or the folder is damaged or in use by
  ///   another broker
  public static EmbeddedBroker start(Path dir, Listener listener) {
    BrokerFolder.damage(dir)
        .ifPresent(damage -> {
          throw new IllegalArgumentException("Cannot start the Kafka broker: " + damage);
        });
    FileChannel lock = lock(dir);
    try {
      int clientPort = freePort(listener.host(), listener.port());
      int controllerPort = freePort(Listener.LOOPBACK, 0);
      Properties settings = settings(dir, listener, clientPort, controllerPort);
      formatOnce(dir, controllerPort);
      KafkaRaftServer server =
          new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
      FatalFaults.brokerRuns();
      try {
        server.startup();
      } catch (RuntimeException e) {
        FatalFaults.brokerStops();
        throw e;
      }
      return new EmbeddedBroker(server, address(listener.advertisedHost(), clientPort), lock);
    } catch (Exception e) {
      unlock(lock);
      if (e instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new IllegalStateException("Cannot start the Kafka broker in " + dir, e);
    }
  }

  /// Host and port for `bootstrap.servers`.
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /// Stops the broker; its data stays.
  @Override
  public void close() {
    FatalFaults.brokerStops();
    server.shutdown();
    server.awaitShutdown();
    unlock(lockChannel);
  }

  private static String address(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static Properties settings(
      Path dir, Listener listener, int clientPort, int controllerPort) {
    Properties p = new Properties();
    p.putAll(
        Map.of(
            "process.roles",
            "broker,controller",
            "node.id",
            Integer.toString(NODE_ID),
            "listeners",
            "PLAINTEXT://"
                + address(listener.host(), clientPort)
                + ",CONTROLLER://127.0.0.1:"
                + controllerPort,
            "advertised.listeners",
            "PLAINTEXT://" + address(listener.advertisedHost(), clientPort),
            "controller.listener.names",
            "CONTROLLER",
            "inter.broker.listener.name",
            "PLAINTEXT",
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "controller.quorum.bootstrap.servers",
            "127.0.0.1:" + controllerPort,
            "log.dirs",
            dir.toString(),
            "auto.create.topics.enable",
            "false"));
    p.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            // One machine: few partitions of internal topics keep start and stop quick.
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.num.partitions", "4",
            "group.initial.rebalance.delay.ms", "0",
            "message.max.bytes", Integer.toString(Topic.MAX_RECORD_BYTES),
            "log.retention.check.interval.ms", "60000"));
    // After kill -9 the old session must lapse before the broker registers again, so it is shorter
    // than Kafka's 9 s; much shorter, and a starved machine would fence its own broker.
    p.put("broker.session.timeout.ms", "3000");
    p.put("broker.heartbeat.interval.ms", "500");
    // Streams tells a crashed member by its session; a single node need not wait long.
    p.put("group.min.session.timeout.ms", "1000");
    p.put("controlled.shutdown.enable", "false");
    return p;
  }

  private static void formatOnce(Path dir, int controllerPort) throws Exception {
    if (Files.exists(dir.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    Formatter formatter =
        new Formatter()
            .setClusterId(Uuid.randomUuid().toString())
            .setNodeId(NODE_ID)
            .setDirectories(List.of(dir.toString()))
            .setMetadataLogDirectory(dir.toString())
            .setControllerListenerName("CONTROLLER")
            .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
            .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
            .setIgnoreFormatted(true)
            .setHasDynamicQuorum(true)
            .setInitialControllers(
                DynamicVoters.parse(
                    NODE_ID + "@127.0.0.1:" + controllerPort + ":" + Uuid.randomUuid()));
    formatter.setPrintStream(new PrintStream(OutputStream.nullOutputStream()));
    formatter.run();
  }

  private static int freePort(String host, int wanted) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot listen on %s: %s; choose another port or address (kafka.port, kafka.host) or stop the program that holds it"
              .formatted(address(host, wanted), e.getMessage()),
          e);
    }
  }

  private static FileChannel lock(Path dir) {
    try {
      Files.createDirectories(dir);
      FileChannel channel =
          FileChannel.open(
              dir.resolve("peykare-broker.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock lock;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        lock = null;
      }
      if (lock == null) {
        channel.close();
        throw new IllegalArgumentException(
            "Cannot start the Kafka broker: the folder %s is in use by another process; stop that process or choose another folder"
                .formatted(dir));
      }
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the folder " + dir + " for the Kafka broker", e);
    }
  }

  private static void unlock(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release the broker's folder", e);
    }
  }
}
