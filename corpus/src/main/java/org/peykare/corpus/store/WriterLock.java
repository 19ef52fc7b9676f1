package org.peykare.corpus.store;

import java.nio.file.Path;
import java.util.Objects;
import org.peykare.formats.document.CatalogConfig;

/// Held by whoever changes the table; there is one at a time.
sealed interface WriterLock extends AutoCloseable permits FolderLock, DatabaseLock {
  /// @throws IllegalStateException when another writer is at work
  static WriterLock acquire(CatalogConfig config) {
    return switch (config) {
      case CatalogConfig.Local local -> {
        Path folder = Objects.requireNonNull(local.file().getParent());
        yield FolderLock.acquire(folder);
      }
      case CatalogConfig.Postgres postgres -> DatabaseLock.acquire(postgres);
    };
  }

  /// Makes sure that the lock is still held.
  ///
  /// @throws IllegalStateException when it was lost
  void check();

  @Override
  void close();
}
