package org.peykare.corpus.store;

import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.metrics.InMemoryMetricsReporter;
import org.peykare.formats.document.CatalogConfig;
import org.peykare.formats.document.DocumentsTable;

/// Opens Iceberg catalogs.
final class Catalogs {
  private Catalogs() {}

  /// @throws IllegalStateException when the catalog cannot be reached or is damaged; the message
  ///   says what to do
  static JdbcCatalog open(CatalogConfig config) {
    JdbcCatalog catalog = new JdbcCatalog(_ -> new DurableFileIO(config.warehouse()), null, true);
    Map<String, String> properties = new HashMap<>();
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, config.warehouse().toString());
    properties.put(
        CatalogProperties.METRICS_REPORTER_IMPL, InMemoryMetricsReporter.class.getName());
    properties.put("jdbc.schema-version", "V1");
    switch (config) {
      case CatalogConfig.Local local ->
          properties.put(
              CatalogProperties.URI, "jdbc:sqlite:" + local.file() + "?busy_timeout=30000");
      case CatalogConfig.Postgres postgres -> {
        properties.put(CatalogProperties.URI, postgres.url());
        properties.put("jdbc.user", postgres.user());
        properties.put("jdbc.password", postgres.password());
        properties.put("jdbc.connectTimeout", "10");
        properties.put("jdbc.socketTimeout", "60");
      }
    }
    try {
      catalog.initialize(DocumentsTable.CATALOG, properties);
      return catalog;
    } catch (RuntimeException e) {
      throw unusable(config, e);
    }
  }

  static IllegalStateException unusable(CatalogConfig config, RuntimeException e) {
    String remedy =
        switch (config) {
          case CatalogConfig.Local _ ->
              "is the file damaged, or the disk full? Move it aside: the next snapshot finds the table again by the files in %s"
                  .formatted(config.warehouse());
          case CatalogConfig.Postgres _ ->
              "is the server running, and are corpus.catalog.user and corpus.catalog.password right?";
        };
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new IllegalStateException(
        "Cannot use the catalog %s (%s); %s".formatted(config.place(), cause.getMessage(), remedy),
        e);
  }
}
