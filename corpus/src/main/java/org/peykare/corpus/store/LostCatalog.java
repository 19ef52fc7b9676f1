package org.peykare.corpus.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.peykare.formats.document.CatalogConfig;
import org.peykare.formats.document.DocumentsTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the table again by its files where a local catalog was lost. The newest metadata file is
/// complete: it is written after all that it names.
final class LostCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(LostCatalog.class);

  private LostCatalog() {}

  /// Enters the table into an empty catalog, where the warehouse has one.
  static void restore(CatalogConfig.Local config, JdbcCatalog catalog, TableIdentifier name) {
    Optional<Path> newest = newestMetadata(config);
    if (newest.isEmpty()) {
      return;
    }
    try {
      if (!catalog.namespaceExists(Namespace.of(DocumentsTable.NAMESPACE))) {
        catalog.createNamespace(Namespace.of(DocumentsTable.NAMESPACE));
      }
      catalog.registerTable(name, newest.get().toString());
      LOG.warn(
          "The catalog {} did not know the documents table; it was entered again from {}",
          config.file(),
          newest.get());
    } catch (AlreadyExistsException e) {
      LOG.debug("Another process has entered the table", e);
    }
  }

  /// The metadata file with the highest number.
  static Optional<Path> newestMetadata(CatalogConfig.Local config) {
    Path folder =
        config
            .warehouse()
            .resolve(DocumentsTable.NAMESPACE)
            .resolve(DocumentsTable.TABLE)
            .resolve("metadata");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d+-.*\\.metadata\\.json"))
          .max(Comparator.comparing(LostCatalog::number));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }

  private static int number(Path file) {
    String name = file.getFileName().toString();
    return Integer.parseInt(name.substring(0, name.indexOf('-')));
  }
}
