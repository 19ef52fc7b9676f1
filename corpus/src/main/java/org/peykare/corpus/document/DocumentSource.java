package org.peykare.corpus.document;

import java.util.function.Consumer;

/// Documents that can be read more than once, each time in the same order.
public interface DocumentSource {
  /// Gives each document to `consumer`.
  void forEach(Consumer<Document> consumer);
}
