package org.peykare.tokenizer.learn;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.peykare.tokenizer.pipeline.CharCutter;
import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.Normalizer;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.pipeline.PreTokenizer;
import org.peykare.tokenizer.text.TextBatch;

/// Counts the pre-tokens of texts on all processors.
///
/// Each worker counts into a table of its own, small enough for the processor's caches, and pours
/// it into the common one when it is full: memory grows with the different words, not with the
/// text.
public final class WordCount implements AutoCloseable {
  private static final int MOST_DISTINCT = 1 << 15;

  private final Normalizer normalizer;
  private final PreTokenizer preTokenizer;
  private final int workers = Runtime.getRuntime().availableProcessors();
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          workers, Thread.ofPlatform().daemon().name("count-", 0).factory());
  private final Semaphore room = new Semaphore(2 * workers);
  private final ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final WordTable all = new WordTable();
  private final LongAdder texts = new LongAdder();
  private final LongAdder length = new LongAdder();

  /// Counts words as `normalizer` and `preTokenizer` make them.
  public WordCount(Normalizer normalizer, PreTokenizer preTokenizer) {
    this.normalizer = normalizer;
    this.preTokenizer = preTokenizer;
  }

  /// Counts the words of `batch`; waits when much text is on its way.
  ///
  /// @throws IllegalArgumentException when an earlier batch could not be read
  public void add(TextBatch batch) {
    check();
    room.acquireUninterruptibly();
    executor.execute(() -> {
      try {
        count(batch);
      } catch (RuntimeException | Error e) {
        failures.add(e);
      } finally {
        room.release();
      }
    });
  }

  private void count(TextBatch batch) {
    Worker free = idle.poll();
    Worker own = free == null ? new Worker() : free;
    batch.forEach(own);
    if (own.words.distinct() > MOST_DISTINCT) {
      pour(own);
    }
    idle.add(own);
  }

  private final class Worker implements TextBatch.TextSink {
    private final WordTable words = new WordTable();
    private String text = "";
    private char[] characters = new char[0];
    private char[] rewritten = new char[0];

    @Override
    public void text(String whole, int from, int to) {
      texts.increment();
      length.add(to - from);
      if (!(preTokenizer instanceof CharCutter cutter)) {
        Pipeline.preTokenize(normalizer, preTokenizer, whole, from, to, this::add);
        return;
      }
      NormalizedText normal = normalizer.normalize(whole, from, to);
      char[] read = normal.text() == whole ? characters(whole) : rewritten(normal.text());
      cutter.split(read, normal.from(), normal.to(), (start, end) -> words.add(read, start, end));
    }

    /// Many texts lie in one string, which is read once.
    private char[] characters(String whole) {
      if (whole != text) {
        text = whole;
        characters = read(whole, characters);
      }
      return characters;
    }

    private char[] rewritten(String other) {
      rewritten = read(other, rewritten);
      return rewritten;
    }

    private static char[] read(String text, char[] room) {
      char[] read = room.length < text.length() ? new char[text.length()] : room;
      text.getChars(0, text.length(), read, 0);
      return read;
    }

    private void add(String piece, int from, int to) {
      char[] word = new char[to - from];
      piece.getChars(from, to, word, 0);
      words.add(word, 0, word.length);
    }
  }

  private void pour(Worker own) {
    synchronized (all) {
      all.pour(own.words);
    }
  }

  private void check() {
    switch (failures.peek()) {
      case null -> {}
      case IllegalArgumentException e -> throw new IllegalArgumentException(e.getMessage(), e);
      case Throwable e -> throw new IllegalStateException("Cannot count words: " + e, e);
    }
  }

  /// Ends the counting and gives the counts.
  public WordTable finish() {
    executor.shutdown();
    try {
      while (!executor.awaitTermination(1, TimeUnit.HOURS)) {
        check();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while counting words", e);
    }
    check();
    while (idle.poll() instanceof Worker own) {
      pour(own);
    }
    return all;
  }

  /// Texts counted so far.
  public long texts() {
    return texts.sum();
  }

  /// Their length in UTF-16 units.
  public long characters() {
    return length.sum();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
