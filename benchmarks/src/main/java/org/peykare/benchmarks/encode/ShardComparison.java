package org.peykare.benchmarks.encode;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.peykare.tokenizer.json.TokenizerJson;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.shards.DataSetSpec;
import org.peykare.tokenizer.shards.DataSetWriter;
import org.peykare.tokenizer.text.LanguageWeights;
import org.peykare.tokenizer.text.SnapshotDocument;

/// What writing shards costs beside encoding alone, over the same texts, in turns. The tokenizer
/// must have the special tokens of a data set.
///
/// `benchmarks/java org.peykare.benchmarks.encode.ShardComparison TOKENIZER TEXTS.jsonl…`
final class ShardComparison {
  private static final int ROUNDS = Integer.getInteger("rounds", 7);
  private static final int WARM_UP = 2;

  /// How often the texts are taken, so that what a data set costs once weighs little.
  private static final int COPIES = 4;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ShardComparison() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("Usage: ShardComparison TOKENIZER TEXTS.jsonl…");
      System.exit(2);
    }
    Path file = TokenizerJson.file(Path.of(args[0]));
    Pipeline tokenizer = TokenizerJson.read(file);
    Texts texts = Texts.mixed(Arrays.stream(args).skip(1).map(Path::of).map(Texts::read).toList());
    List<SnapshotDocument> documents =
        IntStream.range(0, COPIES * texts.texts().size())
            .mapToObj(i -> {
              String id = "%032x".formatted(i);
              return new SnapshotDocument(id, texts.texts().get(i / COPIES), "fa", id);
            })
            .toList();
    double megabytes = COPIES * texts.megabytes();
    List<Double> encoding = new ArrayList<>();
    List<Double> writing = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      long start = SYSTEM.getProcessCpuTime();
      documents.forEach(document -> tokenizer.encodeIds(document.text()));
      long middle = SYSTEM.getProcessCpuTime();
      write(tokenizer, Files.readString(file), documents);
      long end = SYSTEM.getProcessCpuTime();
      if (round >= WARM_UP) {
        encoding.add(megabytes * 1e9 / (middle - start));
        writing.add(megabytes * 1e9 / (end - middle));
      }
    }
    System.out.printf(
        "%,d texts, %.1f MB: encoding %.1f, writing shards %.1f MB/CPU-s: %.0f %%%n",
        documents.size(),
        megabytes,
        median(encoding),
        median(writing),
        100 * median(writing) / median(encoding));
  }

  private static void write(Pipeline tokenizer, String json, List<SnapshotDocument> documents)
      throws IOException {
    Path folder = Files.createTempDirectory("peykare-shards");
    DataSetSpec spec =
        new DataSetSpec(
            folder.resolve("set"),
            "1",
            "benchmark",
            Map.of(TokenizerJson.FILE, json),
            0.01,
            LanguageWeights.NONE,
            Optional.empty());
    try (DataSetWriter writer = new DataSetWriter(spec, tokenizer)) {
      writer.share();
      documents.forEach(writer::add);
      writer.finish();
    }
    try (Stream<Path> written = Files.walk(folder)) {
      for (Path path : written.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
