package org.peykare.console.platform;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.Listener;
import org.peykare.broker.TopicSetup;
import org.peykare.console.settings.Settings;
import org.peykare.corpus.Corpus;
import org.peykare.corpus.CorpusConfig;
import org.peykare.corpus.page.PageConfig;
import org.peykare.corpus.topology.StreamSettings;
import org.peykare.formats.document.CatalogConfig;
import org.peykare.formats.document.DocumentsTable;

/// A working directory in use: locked, with its broker running (or an outside cluster reached) and
/// all topics there.
public final class Platform implements AutoCloseable {
  private final Layout layout;
  private final Settings settings;
  private final DirectoryLock lock;
  private final @Nullable EmbeddedBroker broker;
  private final String bootstrapServers;

  private Platform(
      Layout layout,
      Settings settings,
      DirectoryLock lock,
      @Nullable EmbeddedBroker broker,
      String bootstrapServers) {
    this.layout = layout;
    this.settings = settings;
    this.lock = lock;
    this.broker = broker;
    this.bootstrapServers = bootstrapServers;
  }

  /// Opens the working directory of `layout`.
  ///
  /// @throws IllegalArgumentException when another process is using it
  public static Platform open(Layout layout, Settings settings) {
    return open(layout, settings, Holder.COMMAND);
  }

  /// As [#open(Layout, Settings)], telling others that this process runs `command`.
  public static Platform open(Layout layout, Settings settings, String command) {
    DirectoryLock lock = DirectoryLock.take(layout.dir(), command);
    EmbeddedBroker broker = null;
    try {
      Optional<String> outside = settings.bootstrapServers();
      if (outside.isEmpty()) {
        broker = EmbeddedBroker.start(layout.broker(), listener(settings));
      }
      String servers = broker == null ? outside.orElseThrow() : broker.bootstrapServers();
      TopicSetup.ensure(servers, settings.partitions());
      StateFolder.match(layout, TopicSetup.clusterId(servers));
      lock.announce(holder -> holder.onKafka(servers));
      return new Platform(layout, settings, lock, broker, servers);
    } catch (RuntimeException e) {
      if (broker != null) {
        broker.close();
      }
      lock.close();
      throw e;
    }
  }

  private static Listener listener(Settings settings) {
    return new Listener(
        settings.brokerHost(),
        settings.brokerPort(),
        settings.advertisedBrokerHost().orElse(settings.brokerHost()));
  }

  /// Tells others that REST answers at `url`.
  ///
  /// @param token what it asks for, where it does
  public void announceRest(String url, @Nullable String token) {
    lock.announce(holder -> holder.withRest(url, token));
  }

  /// Tells others that `/health` and `/ready` answer at `url`, and nothing else.
  public void announceHealth(String url) {
    lock.announce(holder -> holder.withHealth(url));
  }

  /// Whether the broker runs in this process.
  public boolean hasBroker() {
    return broker != null;
  }

  /// Kafka's `bootstrap.servers`.
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /// Where things lie.
  public Layout layout() {
    return layout;
  }

  /// The corpus of this working directory; the caller closes it.
  public Corpus corpus() {
    return corpus(bootstrapServers, layout, settings);
  }

  /// The corpus of a working directory on the cluster at `servers`; the caller closes it.
  public static Corpus corpus(String servers, Layout layout, Settings settings) {
    return Corpus.open(corpusConfig(servers, layout, settings));
  }

  /// What can be asked of this platform; the caller closes it before the corpus.
  public Operations operations(Corpus corpus) {
    return LocalOperations.open(bootstrapServers, layout, corpus, floor());
  }

  /// The free space below which nothing more is gathered.
  public DiskFloor floor() {
    return new DiskFloor(layout, settings.diskFloorBytes());
  }

  /// The corpus of a working directory for reading what is committed, without a broker.
  public static Corpus committedCorpus(Layout layout, Settings settings) {
    return Corpus.open(corpusConfig("", layout, settings));
  }

  private static CorpusConfig corpusConfig(String servers, Layout layout, Settings settings) {
    CorpusConfig config = CorpusConfig.defaults(servers, layout.dir());
    StreamSettings stream =
        config.stream()
            .withStateDir(layout.corpusState())
            .withInstance(NodeName.of(settings, layout.dir()).instance())
            .withThreads(settings.corpusThreads())
            .withCommitInterval(settings.corpusCommitInterval())
            .withSessionTimeout(settings.corpusSessionTimeout())
            .withStandbys(settings.corpusStandbys());
    return config
        .withStream(stream)
        .withCatalog(catalog(layout, settings))
        .withPage(pageConfig(settings));
  }

  /// What a page must be to be kept, by these settings.
  public static PageConfig pageConfig(Settings settings) {
    return PageConfig.defaults()
        .withLanguages(Set.copyOf(settings.languages()))
        .withFilter(settings.filter());
  }

  /// Where the documents table of a working directory lies.
  public static CatalogConfig catalog(Layout layout, Settings settings) {
    Path warehouse =
        settings
            .warehouse()
            .map(Path::of)
            .orElseGet(() -> layout.dir().resolve(DocumentsTable.WAREHOUSE));
    return settings
        .catalogUrl()
        .<CatalogConfig>map(url ->
            new CatalogConfig.Postgres(
                url, settings.catalogUser(), settings.catalogPassword().orElse(""), warehouse))
        .orElseGet(() ->
            new CatalogConfig.Local(layout.dir().resolve(DocumentsTable.CATALOG_FILE), warehouse));
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
    lock.close();
  }
}
