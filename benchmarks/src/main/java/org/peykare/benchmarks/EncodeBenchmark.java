package org.peykare.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.peykare.corpus.extract.TextExtractor;
import org.peykare.tokenizer.Tokenizer;
import org.peykare.tokenizer.TokenizerTraining;
import org.peykare.tokenizer.TokenizerTrainingConfig;
import org.peykare.tokenizer.text.TextSource;

/// Claim: ids without offsets are cheaper than ids with offsets. The secondary figure `megabytes`
/// is MB of UTF-8 text per second.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EncodeBenchmark {
  private List<String> texts = List.of();
  private double megabytesPerPass;
  private @Nullable Tokenizer tokenizer;

  /// Counts text, so that JMH prints MB per second.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Volume {
    /// MB encoded.
    public double megabytes;
  }

  /// Learns a tokenizer from the pages' text.
  @Setup
  public void train() throws IOException {
    TextExtractor extractor = TextExtractor.withDefaults();
    texts = SampleTexts.pages().stream().map(page -> extractor.extract(page, null).text()).toList();
    megabytesPerPass = SampleTexts.bytes(texts) / 1e6;
    Path folder = Files.createTempDirectory("peykare-benchmark");
    new TokenizerTraining(TokenizerTrainingConfig.defaults().withVocabularySize(4_000))
        .run(new TextSource.Texts(texts), folder);
    tokenizer = Tokenizer.load(folder);
  }

  /// Token ids alone.
  @Benchmark
  public void ids(Volume volume, Blackhole out) {
    Tokenizer ready = Objects.requireNonNull(tokenizer);
    texts.forEach(text -> out.consume(ready.encodeIds(text)));
    volume.megabytes += megabytesPerPass;
  }

  /// Token ids with offsets.
  @Benchmark
  public void idsAndOffsets(Volume volume, Blackhole out) {
    Tokenizer ready = Objects.requireNonNull(tokenizer);
    texts.forEach(text -> out.consume(ready.encode(text)));
    volume.megabytes += megabytesPerPass;
  }
}
