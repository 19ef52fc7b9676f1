package org.peykare.tokenizer.bpe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.peykare.tokenizer.pipeline.Normalizer;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.pipeline.PreTokenizer;

/// Counts the pre-tokens of texts on all processors.
///
/// Each worker counts into a table of its own, small enough for the processor's caches, and pours
/// it into the common one when it is full: memory grows with the different words, not with the
/// text.
public final class WordCount implements AutoCloseable {
  private static final int BATCH_CHARACTERS = 1 << 19;
  private static final int MOST_DISTINCT = 1 << 16;

  private final Normalizer normalizer;
  private final PreTokenizer preTokenizer;
  private final int workers = Runtime.getRuntime().availableProcessors();
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          workers, Thread.ofPlatform().daemon().name("count-", 0).factory());
  private final Semaphore room = new Semaphore(2 * workers);
  private final ConcurrentLinkedQueue<PieceCounter> idle = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final PieceCounter all = new PieceCounter();
  private List<String> batch = new ArrayList<>();
  private int characters;
  private long texts;
  private long totalCharacters;

  /// Counts words as `normalizer` and `preTokenizer` make them.
  public WordCount(Normalizer normalizer, PreTokenizer preTokenizer) {
    this.normalizer = normalizer;
    this.preTokenizer = preTokenizer;
  }

  /// Counts the words of `text`; waits when much text is on its way.
  public void add(String text) {
    texts++;
    totalCharacters += text.length();
    batch.add(text);
    characters += text.length() + 16;
    if (characters >= BATCH_CHARACTERS) {
      submit();
    }
  }

  private void submit() {
    List<String> full = batch;
    batch = new ArrayList<>();
    characters = 0;
    room.acquireUninterruptibly();
    executor.execute(() -> {
      try {
        count(full);
      } catch (RuntimeException | Error e) {
        failures.add(e);
      } finally {
        room.release();
      }
    });
  }

  private void count(List<String> full) {
    PieceCounter free = idle.poll();
    PieceCounter own = free == null ? new PieceCounter() : free;
    for (String text : full) {
      Pipeline.preTokenize(normalizer, preTokenizer, text, own::add);
    }
    if (own.distinct() > MOST_DISTINCT) {
      pour(own);
    } else {
      idle.add(own);
    }
  }

  private void pour(PieceCounter own) {
    synchronized (all) {
      own.forEach((piece, times) -> all.add(piece, times));
    }
  }

  /// Ends the counting and gives the counts.
  public PieceCounter finish() {
    submit();
    executor.shutdown();
    try {
      while (!executor.awaitTermination(1, TimeUnit.HOURS)) {
        Thread.onSpinWait();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while counting words", e);
    }
    if (failures.peek() instanceof Throwable cause) {
      throw new IllegalStateException("Cannot count words: " + cause, cause);
    }
    while (idle.poll() instanceof PieceCounter own) {
      pour(own);
    }
    return all;
  }

  /// Texts seen.
  public long texts() {
    return texts;
  }

  /// Their length in UTF-16 units.
  public long characters() {
    return totalCharacters;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
