package org.peykare.corpus.learned;

import java.util.List;
import java.util.Set;
import org.peykare.corpus.boilerplate.Boilerplate;
import org.peykare.corpus.boilerplate.BoilerplateLimits;
import org.peykare.corpus.boilerplate.HostLines;
import org.peykare.corpus.boilerplate.LineCount;
import org.peykare.corpus.quality.QualityReport;
import org.peykare.corpus.quality.QualityTraining;
import org.peykare.corpus.store.DocumentTable;
import org.peykare.corpus.store.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Learns from a snapshot and writes what was learned to topic `learned`.
public final class SnapshotLearning {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotLearning.class);

  /// Newest documents in which lines that recur are counted, so that a snapshot of a large corpus
  /// takes no longer than one of a small one.
  private static final long COUNTED_DOCUMENTS = 500_000;

  private final String bootstrapServers;
  private final DocumentTable table;

  /// Learning from the snapshots of `table`, for the cluster at `bootstrapServers`.
  public SnapshotLearning(String bootstrapServers, DocumentTable table) {
    this.bootstrapServers = bootstrapServers;
    this.table = table;
  }

  /// Lists the lines that recur on a host.
  public void lines(Snapshot snapshot, BoilerplateLimits limits) {
    Boilerplate listed = LearnedTopic.read(bootstrapServers).boilerplate();
    List<HostLines> found =
        LineCount.run(
            snapshot.id(),
            documents -> table.readNewest(snapshot, COUNTED_DOCUMENTS, documents),
            listed,
            limits);
    if (!found.isEmpty()) {
      LearnedTopic.write(bootstrapServers, found, List.of());
      LOG.info("New lines that recur were listed of {} hosts", found.size());
    }
  }

  /// Makes a quality model of each language with enough text.
  ///
  /// @param good hosts whose documents are learned from; empty for all
  public List<QualityReport> quality(Snapshot snapshot, Set<String> good) {
    List<QualityTraining.Trained> trained =
        QualityTraining.run(
            snapshot.id(),
            snapshot.wordsByLanguage(),
            lang -> documents -> table.read(snapshot, lang, documents),
            good);
    LearnedTopic.write(
        bootstrapServers, List.of(), trained.stream().map(QualityTraining.Trained::model).toList());
    return trained.stream().map(QualityReport::of).toList();
  }
}
