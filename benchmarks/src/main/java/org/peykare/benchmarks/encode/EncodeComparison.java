package org.peykare.benchmarks.encode;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Lets Peykare, jtokkit and DJL's wrapper of Hugging Face's library encode the same texts with the
/// same vocabulary, in turns, and prints a table of medians; then Peykare on one thread and on two.
///
/// `benchmarks/java org.peykare.benchmarks.encode.EncodeComparison TOKENIZER TEXTS.jsonl…`
final class EncodeComparison {
  private static final int ROUNDS = Integer.getInteger("rounds", 7);
  private static final int WARM_UP = 2;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private EncodeComparison() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 2) {
      System.err.println("Usage: EncodeComparison TOKENIZER TEXTS.jsonl…");
      System.exit(2);
    }
    Path tokenizer = Path.of(args[0]);
    List<Texts> files = Arrays.stream(args).skip(1).map(Path::of).map(Texts::read).toList();
    List<Texts> all =
        files.size() == 1
            ? files
            : Stream.concat(files.stream(), Stream.of(Texts.mixed(files))).toList();
    Contender ids = Contender.ids(tokenizer);
    List<Contender> contenders =
        List.of(
            ids,
            Contender.idsAndOffsets(tokenizer),
            Contender.jtokkit(tokenizer),
            Contender.huggingFace(tokenizer));
    for (Texts texts : all) {
      compare(texts, contenders);
    }
    for (Texts texts : all) {
      twoThreads(texts, ids);
    }
  }

  /// One contender's figures of one text, a round each.
  private record Row(
      Contender contender, List<Double> speeds, List<Double> allocated, double sameAsFirst) {}

  private static void compare(Texts texts, List<Contender> contenders) {
    System.out.printf(
        "%n%s: %,d texts, %.1f MB%n", texts.name(), texts.texts().size(), texts.megabytes());
    List<Row> rows = new ArrayList<>();
    for (Contender contender : contenders) {
      rows.add(
          new Row(
              contender,
              new ArrayList<>(),
              new ArrayList<>(),
              same(texts, contender, contenders.getFirst())));
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Row row : rows) {
        long cpu = SYSTEM.getProcessCpuTime();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        pass(texts, row.contender);
        if (round >= WARM_UP) {
          row.speeds.add(texts.megabytes() * 1e9 / (SYSTEM.getProcessCpuTime() - cpu));
          row.allocated.add(
              (THREADS.getCurrentThreadAllocatedBytes() - bytes) / 1e6 / texts.megabytes());
        }
      }
    }
    double first = median(rows.getFirst().speeds);
    for (Row row : rows) {
      double speed = median(row.speeds);
      System.out.printf(
          "  %-26s %7.1f MB/CPU-s (%.1f to %.1f)  1/%-5.1f  %5.1f MB allocated per MB  %6.2f %% of texts the same ids%n",
          row.contender.name(),
          speed,
          row.speeds.stream().mapToDouble(v -> v).min().orElse(0),
          row.speeds.stream().mapToDouble(v -> v).max().orElse(0),
          first / speed,
          median(row.allocated),
          row.sameAsFirst);
    }
  }

  private static double same(Texts texts, Contender one, Contender other) {
    long same =
        texts.texts().stream()
            .filter(text -> Arrays.equals(one.encoding().ids(text), other.encoding().ids(text)))
            .count();
    return 100.0 * same / texts.texts().size();
  }

  private static long pass(Texts texts, Contender contender) {
    long tokens = 0;
    for (String text : texts.texts()) {
      tokens += contender.encoding().ids(text).length;
    }
    return tokens;
  }

  /// The time that one thread and two take for as much text each.
  private static void twoThreads(Texts texts, Contender contender) throws InterruptedException {
    List<Double> one = new ArrayList<>();
    List<Double> two = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      one.add(seconds(1, texts, contender));
      two.add(seconds(2, texts, contender));
    }
    System.out.printf(
        "%n%s: one thread %.1f MB/s, two threads %.1f MB/s: %.2f times%n",
        texts.name(),
        texts.megabytes() / median(one),
        2 * texts.megabytes() / median(two),
        2 * median(one) / median(two));
  }

  private static double seconds(int threads, Texts texts, Contender contender)
      throws InterruptedException {
    long start = System.nanoTime();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(Thread.ofPlatform().start(() -> pass(texts, contender)));
    }
    for (Thread thread : running) {
      thread.join();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
