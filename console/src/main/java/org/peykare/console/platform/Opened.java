package org.peykare.console.platform;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that is opened when it is first asked for, and closed once.
final class Opened<T extends AutoCloseable> implements AutoCloseable {
  private final Supplier<T> opener;
  private @Nullable T value;
  private boolean closed;

  Opened(Supplier<T> opener) {
    this.opener = opener;
  }

  synchronized T get() {
    if (closed) {
      throw new IllegalStateException("Cannot ask the platform: it was closed");
    }
    if (value == null) {
      value = opener.get();
    }
    return value;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (value != null) {
      try {
        value.close();
      } catch (Exception e) {
        throw new IllegalStateException("Cannot close " + value, e);
      } finally {
        value = null;
      }
    }
  }
}
