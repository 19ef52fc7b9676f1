package org.peykare.corpus.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.document.CatalogConfig;
import org.peykare.formats.document.DocumentsTable;

/// At most one process, on whichever machine, changes a table that a database names: an advisory
/// lock of the database, held by a connection. A process that dies loses its connection and with it
/// the lock. So does one that the network cuts off; it must [#check] before it commits.
final class DatabaseLock implements WriterLock {
  /// Names the lock among others in the database.
  private static final String NAME =
      "peykare/" + DocumentsTable.CATALOG + "/" + DocumentsTable.NAMESPACE;

  private static final int ANSWER_SECONDS = 10;

  private final String place;
  private final Connection connection;

  private DatabaseLock(String place, Connection connection) {
    this.place = place;
    this.connection = connection;
  }

  /// @throws IllegalStateException when another writer is at work, or the database cannot be
  ///   reached
  static DatabaseLock acquire(CatalogConfig.Postgres config) {
    Properties properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password());
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    try {
      Connection connection = DriverManager.getConnection(config.url(), properties);
      DatabaseLock lock = new DatabaseLock(config.place(), connection);
      if (lock.ask("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
        return lock;
      }
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(
          "Cannot lock the snapshots in %s: %s".formatted(config.place(), e.getMessage()), e);
    }
    throw new IllegalStateException(
        "Cannot change the snapshots in %s: another writer is at work there; wait until it is done"
            .formatted(config.place()));
  }

  private boolean ask(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, NAME);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  @Override
  public void check() {
    try {
      // The lock lives as long as the session.
      if (!connection.isValid(ANSWER_SECONDS)) {
        throw lost(null);
      }
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  private IllegalStateException lost(@Nullable SQLException cause) {
    return new IllegalStateException(
        "Cannot commit the snapshot: the connection to %s was lost, and with it the right to write; nothing was changed, make the snapshot again"
            .formatted(place),
        cause);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot release the lock of the snapshots in " + place, e);
    }
  }
}
