package org.peykare.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.peykare.formats.url.DocumentId;
import org.peykare.formats.url.UrlNormalForm;

/// Claim: resolving and normalising the links of a page costs far less than parsing the page.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class UrlNormalFormBenchmark {
  private static final int LINKS = 4;

  private final UrlNormalForm base = UrlNormalForm.of("https://fa.example.org/wiki/list?page=2");
  private final List<String> links =
      List.of(
          "/wiki/%DA%A9%D8%AA%D8%A7%D8%A8",
          "../news/2026/05/story.html?utm_source=feed&id=7#part",
          "کتاب‌خانه",
          "https://other.example.org:443/a/./b/../c");

  /// Links resolved per second.
  @Benchmark
  @OperationsPerInvocation(LINKS)
  public void resolve(Blackhole out) {
    for (String link : links) {
      Optional<UrlNormalForm> url = base.resolve(link);
      out.consume(url);
    }
  }

  /// Document ids made per second.
  @Benchmark
  public DocumentId documentId() {
    return DocumentId.of(base);
  }
}
