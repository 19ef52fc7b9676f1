package org.peykare.formats.document;

import java.nio.file.Path;

/// Where the documents table lies: a catalog that names its newest state, and a folder with its
/// files, on a volume that all who write and read it share.
public sealed interface CatalogConfig {
  /// Folder with the files of the table.
  Path warehouse();

  /// A SQLite file: for one machine.
  ///
  /// @param file the catalog file; its folder is made when needed
  /// @param warehouse folder with the files of the table
  record Local(Path file, Path warehouse) implements CatalogConfig {
    public Local {
      file = file.toAbsolutePath().normalize();
      warehouse = warehouse.toAbsolutePath().normalize();
    }
  }

  /// A PostgreSQL database: for several machines.
  ///
  /// @param url `jdbc:postgresql://HOST:PORT/DATABASE`, without user and password
  /// @param user the database user
  /// @param password its password; never printed
  /// @param warehouse folder with the files of the table
  record Postgres(String url, String user, String password, Path warehouse)
      implements CatalogConfig {
    public Postgres {
      if (!url.startsWith("jdbc:postgresql://")
          || url.matches("(?i).*([?&](user|password)=|//[^/]*@).*")) {
        throw new IllegalArgumentException(
            "Invalid corpus.catalog.url (must be jdbc:postgresql://HOST:PORT/DATABASE, with user and password in corpus.catalog.user and corpus.catalog.password)");
      }
      if (user.isBlank()) {
        throw new IllegalArgumentException(
            "Invalid corpus.catalog.user: it is empty (must be the user of the database)");
      }
      warehouse = warehouse.toAbsolutePath().normalize();
    }

    @Override
    public String toString() {
      return "Postgres[url=%s, user=%s, warehouse=%s]".formatted(url, user, warehouse);
    }
  }

  /// The catalog of a working directory: `catalog.db` and `warehouse/` in it.
  static CatalogConfig in(Path dir) {
    return new Local(
        dir.resolve(DocumentsTable.CATALOG_FILE), dir.resolve(DocumentsTable.WAREHOUSE));
  }

  /// The catalog for messages: no password.
  default String place() {
    return switch (this) {
      case Local local -> local.file.toString();
      case Postgres postgres -> postgres.url;
    };
  }
}
