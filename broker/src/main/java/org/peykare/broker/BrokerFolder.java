package org.peykare.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;

/// A broker's folder, looked at without starting it.
public final class BrokerFolder {
  private static final String META = MetaPropertiesEnsemble.META_PROPERTIES_NAME;

  private BrokerFolder() {}

  /// What is wrong with the folder, and the remedy; empty where a broker can start on it. A folder
  /// that is missing, or that was left while it was first prepared, is fine.
  public static Optional<String> damage(Path dir) {
    Path meta = dir.resolve(META);
    if (Files.exists(meta)) {
      return clusterId(dir).isPresent() ? Optional.empty() : Optional.of(text(meta, "unreadable"));
    }
    return hasTopics(dir) ? Optional.of(text(meta, "missing")) : Optional.empty();
  }

  /// The id of the cluster whose data lies in the folder; empty where there is none that can be
  /// read.
  public static Optional<String> clusterId(Path dir) {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(dir.resolve(META))) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
    return properties.containsKey("node.id") && properties.containsKey("version")
        ? Optional.ofNullable(properties.getProperty("cluster.id")).filter(id -> !id.isBlank())
        : Optional.empty();
  }

  private static String text(Path meta, String what) {
    return "the Kafka data in %s is damaged: %s is %s though topics are there; restore the folder from a backup, or move it aside to begin anew (snapshots and models stay, what no snapshot has is lost)"
        .formatted(meta.getParent(), META, what);
  }

  private static boolean hasTopics(Path dir) {
    if (!Files.isDirectory(dir)) {
      return false;
    }
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .anyMatch(name -> name.matches(".+-\\d+") && !name.startsWith("__cluster_metadata"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + dir, e);
    }
  }
}
