package org.peykare.console.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.peykare.broker.BrokerFolder;
import org.peykare.console.platform.DiskFloor;
import org.peykare.console.platform.Layout;
import org.peykare.console.platform.Platform;
import org.peykare.console.settings.Settings;
import org.peykare.corpus.Corpus;

/// Looks at what lies in a working directory. Each check says how it is, or throws with what is
/// wrong and the remedy.
final class DirectoryChecks {
  private final Layout layout;
  private final Settings settings;

  DirectoryChecks(Layout layout, Settings settings) {
    this.layout = layout;
    this.settings = settings;
  }

  String disk() {
    new DiskFloor(layout, settings.diskFloorBytes()).require("gather more");
    return "above platform.disk-floor";
  }

  String broker() {
    BrokerFolder.damage(layout.broker())
        .ifPresent(damage -> {
          throw new IllegalStateException(damage);
        });
    return BrokerFolder.clusterId(layout.broker())
        .map(id -> "cluster " + id)
        .orElse("none in this directory yet");
  }

  String snapshots() {
    try (Corpus corpus = Platform.committedCorpus(layout, settings)) {
      return "%,d can be read".formatted(corpus.snapshots().size());
    }
  }

  /// A search opens the index, and brings it to the newest snapshot.
  String index() {
    try (Corpus corpus = Platform.committedCorpus(layout, settings)) {
      corpus.search("peykare", null, 1);
      return "answers";
    }
  }

  /// State is a cache: what is damaged is made anew by itself, and what was set aside only takes
  /// room.
  String state() {
    List<Path> aside =
        Stream.concat(list(layout.dir()), list(layout.state()))
            .filter(path -> path.getFileName().toString().matches(".+\\.(damaged|of-another).*"))
            .toList();
    return aside.isEmpty()
        ? "made anew from the broker where it is damaged"
        : "set aside earlier, can be deleted: " + aside;
  }

  private static Stream<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }
}
