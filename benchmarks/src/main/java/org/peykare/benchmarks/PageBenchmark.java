package org.peykare.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.peykare.corpus.dedup.MinHash;
import org.peykare.corpus.dedup.MinHashConfig;
import org.peykare.corpus.extract.TextExtractor;

/// What a page's main text and its near-duplicate signature cost beside parsing its HTML. Each
/// figure is passes per second over the same pages of the sample web, so their ratios are the
/// answer.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PageBenchmark {
  private final List<String> pages = SampleTexts.pages();
  private final TextExtractor extractor = TextExtractor.withDefaults();
  private final MinHash minHash = MinHash.of(MinHashConfig.defaults());
  private final List<String> texts =
      pages.stream().map(page -> extractor.extract(page, null).text()).toList();

  /// jsoup alone, the floor.
  @Benchmark
  public void parse(Blackhole out) {
    pages.forEach(page -> out.consume(Jsoup.parse(page)));
  }

  /// HTML to main text.
  @Benchmark
  public void extract(Blackhole out) {
    pages.forEach(page -> out.consume(extractor.extract(page, null)));
  }

  /// Main text to signature.
  @Benchmark
  public void signature(Blackhole out) {
    texts.forEach(text -> out.consume(minHash.signature(text)));
  }
}
