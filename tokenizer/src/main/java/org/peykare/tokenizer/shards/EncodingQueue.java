package org.peykare.tokenizer.shards;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.text.SnapshotDocument;

/// Encodes documents on all processors and passes them on in their order. A few batches are on
/// their way at a time, so that reading and writing go on meanwhile and memory stays bounded.
final class EncodingQueue implements AutoCloseable {
  private static final int BATCH_CHARACTERS = 1 << 20;

  /// Takes encoded documents, in order.
  interface Sink {
    void take(Encoded document) throws IOException;
  }

  /// A document and its tokens.
  record Encoded(SnapshotDocument document, byte[] version, int[] tokens) {}

  private final Pipeline tokenizer;
  private final Sink sink;
  private final int mostBatches = 2 + 2 * Runtime.getRuntime().availableProcessors();
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("encode-", 0).factory());
  private final Deque<Future<List<Encoded>>> batches = new ArrayDeque<>();
  private List<SnapshotDocument> batch = new ArrayList<>();
  private long characters;

  EncodingQueue(Pipeline tokenizer, Sink sink) {
    this.tokenizer = tokenizer;
    this.sink = sink;
  }

  void add(SnapshotDocument document) throws IOException {
    batch.add(document);
    characters += document.text().length() + 64;
    if (characters >= BATCH_CHARACTERS) {
      submit();
    }
  }

  private void submit() throws IOException {
    List<SnapshotDocument> documents = batch;
    batches.addLast(workers.submit(() -> encode(documents)));
    batch = new ArrayList<>();
    characters = 0;
    if (batches.size() >= mostBatches) {
      takeFirst();
    }
  }

  private List<Encoded> encode(List<SnapshotDocument> documents) {
    TextVersions versions = new TextVersions();
    return documents.stream()
        .map(document -> {
          byte[] version = versions.of(document.text());
          return new Encoded(document, version, tokenizer.encodeIds(document.text()));
        })
        .toList();
  }

  private void takeFirst() throws IOException {
    try {
      for (Encoded document : batches.removeFirst().get()) {
        sink.take(document);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while encoding documents", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot encode documents: " + e.getCause(), e.getCause());
    }
  }

  /// Passes on all that is still on its way.
  void drain() throws IOException {
    if (!batch.isEmpty()) {
      submit();
    }
    while (!batches.isEmpty()) {
      takeFirst();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
