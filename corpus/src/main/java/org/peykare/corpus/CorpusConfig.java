package org.peykare.corpus;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.peykare.corpus.page.PageConfig;
import org.peykare.corpus.topology.StreamSettings;
import org.peykare.formats.document.CatalogConfig;

/// Settings of the corpus.
///
/// @param bootstrapServers the Kafka cluster; blank for one that only reads snapshots
/// @param dir working directory: `index/` lies in it
/// @param page what a page must be to be kept, and the shape of the near-duplicate signature
/// @param stream how the stream runs in this process
/// @param catalog where the documents table lies
public record CorpusConfig(
    String bootstrapServers,
    Path dir,
    PageConfig page,
    StreamSettings stream,
    CatalogConfig catalog) {

  /// One stream thread, state, catalog and warehouse below `dir`.
  public static CorpusConfig defaults(String bootstrapServers, Path dir) {
    Path absolute = dir.toAbsolutePath().normalize();
    return new CorpusConfig(
        bootstrapServers,
        absolute,
        PageConfig.defaults(),
        StreamSettings.defaults(absolute.resolve("streams"), instanceOf(absolute)),
        CatalogConfig.in(absolute));
  }

  /// The same with other limits on pages.
  public CorpusConfig withPage(PageConfig other) {
    return new CorpusConfig(bootstrapServers, dir, other, stream, catalog);
  }

  /// The same with another stream.
  public CorpusConfig withStream(StreamSettings other) {
    return new CorpusConfig(bootstrapServers, dir, page, other, catalog);
  }

  /// The same with the documents table elsewhere.
  public CorpusConfig withCatalog(CatalogConfig other) {
    return new CorpusConfig(bootstrapServers, dir, page, stream, other);
  }

  /// The same for another process.
  public CorpusConfig withInstance(String other) {
    return withStream(stream.withInstance(other));
  }

  /// The same with its local state elsewhere.
  public CorpusConfig withStateDir(Path other) {
    return withStream(stream.withStateDir(other));
  }

  /// The same with other stream threads.
  public CorpusConfig withThreads(int other) {
    return withStream(stream.withThreads(other));
  }

  /// The same with another commit interval.
  public CorpusConfig withCommitInterval(Duration other) {
    return withStream(stream.withCommitInterval(other));
  }

  /// Machine and folder: two processes cannot share a state folder, so this tells them apart.
  private static String instanceOf(Path dir) {
    String host = node().replaceAll("[^A-Za-z0-9.-]", "-");
    String name = host + "-" + Integer.toHexString(dir.toString().hashCode());
    return name.matches("[A-Za-z0-9].*") ? name : "h" + name;
  }

  /// Name of this machine.
  static String node() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
