package org.peykare.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DedupBatchTest {
  @TempDir Path dir;

  @Test
  void theFirstOfAClusterSurvives() throws IOException {
    String text = words(0, 200);
    Path in =
        write(
            line("a", text),
            line("b", words(500, 700)),
            line("c", text.toUpperCase(Locale.ROOT)),
            line("d", text + " and a last word"));
    Path out = dir.resolve("out.jsonl");
    DedupBatch.Summary summary = new DedupBatch(MinHashConfig.defaults()).run(in, out);
    assertThat(summary).isEqualTo(new DedupBatch.Summary(4, 2));
    assertThat(Files.readAllLines(out))
        .containsExactly(
            "{\"id\":\"a\",\"kept\":true}",
            "{\"id\":\"b\",\"kept\":true}",
            "{\"id\":\"c\",\"kept\":false,\"duplicate_of\":\"a\"}",
            "{\"id\":\"d\",\"kept\":false,\"duplicate_of\":\"a\"}");
  }

  @Test
  void namesABadLineAndKeepsItsInput() throws IOException {
    Path in = write(line("a", "x"), "{\"id\":\"b\"}");
    DedupBatch batch = new DedupBatch(MinHashConfig.defaults());
    assertThatThrownBy(() -> batch.run(in, dir.resolve("out.jsonl")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2: it must hold id and text");
    assertThatThrownBy(() -> batch.run(in, in)).hasMessageContaining("it is the input");
    assertThat(Files.readAllLines(in)).hasSize(2);
  }

  private static String words(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
  }

  private static String line(String id, String text) {
    return DedupBatch.Request.CODEC.toJson(new DedupBatch.Request(id, text));
  }

  private Path write(String... lines) throws IOException {
    return Files.write(dir.resolve("in.jsonl"), List.of(lines));
  }
}
