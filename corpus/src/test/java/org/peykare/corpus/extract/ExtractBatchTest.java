package org.peykare.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractBatchTest {
  @TempDir private Path folder;

  private final ExtractBatch batch = new ExtractBatch(PageLimits.defaults());

  @Test
  void extractsPagesFromFilesAndLinesInOrder() throws IOException {
    Files.createDirectory(folder.resolve("pages"));
    Files.writeString(folder.resolve("pages/a.html"), Pages.read("wiki-en.html"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("pages/b.html.gz")))) {
      out.write(
          Pages.read("news-fa.html")
              .replace("utf-8", "windows-1256")
              .replace('ی', 'ي')
              .getBytes(Charset.forName("windows-1256")));
    }
    Path in = folder.resolve("in.jsonl");
    Files.write(
        in,
        List.of(
            "{\"id\":\"1\",\"path\":\"pages/a.html\",\"url\":\"https://example.org/a\"}",
            "",
            "{\"id\":\"2\",\"path\":\"pages/b.html.gz\"}",
            "{\"id\":\"3\",\"html\":\"<nav>Home</nav>\"}"));
    Path out = folder.resolve("out.jsonl");

    assertThat(batch.run(in, out)).isEqualTo(new ExtractBatch.Summary(3, 1));

    List<ExtractBatch.Result> results =
        Files.readAllLines(out).stream().map(ExtractBatch.Result.CODEC::fromJson).toList();
    assertThat(results).extracting(ExtractBatch.Result::id).containsExactly("1", "2", "3");
    assertThat(results).extracting(ExtractBatch.Result::lang).containsExactly("en", "fa", "und");
    assertThat(results.get(1).text()).contains("مي‌توان دوباره از آن");
    assertThat(results.get(2).text()).isEmpty();
  }

  @Test
  void namesTheLineThatIsWrong() throws IOException {
    Path in = folder.resolve("in.jsonl");
    Files.write(in, List.of("{\"id\":\"1\",\"html\":\"\"}", "{\"id\":\"2\"}"));

    assertThatThrownBy(() -> batch.run(in, folder.resolve("out.jsonl")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in.jsonl line 2: neither path nor html");

    Files.write(in, List.of("{\"id\":\"1\",\"path\":\"none.html\"}"));
    assertThatThrownBy(() -> batch.run(in, folder.resolve("out.jsonl")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 1")
        .hasMessageContaining("none.html");
  }

  @Test
  void saysWhatThePageSaysOfItself() {
    byte[] html = Pages.read("news-fa.html").getBytes(StandardCharsets.UTF_8);

    ExtractBatch.Result result = batch.extract("1", html, null, "https://example.org/x");

    assertThat(result.author()).isEqualTo("مریم نمونه");
    assertThat(result.canonical()).isEqualTo("https://example.org/news/12");
    assertThat(ExtractBatch.Result.CODEC.toJson(result)).contains("\"licence\":");
  }

  @Test
  void refusesToWriteOverItsInput() throws IOException {
    Path in = folder.resolve("in.jsonl");
    Files.writeString(in, "{\"id\":\"1\",\"html\":\"\"}");

    assertThatThrownBy(() -> batch.run(in, folder.resolve("./in.jsonl")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it is the same file");
    assertThat(in).content().contains("html");
  }

  @Test
  void goesOnAfterAPageThatCannotBeRead() throws IOException {
    ExtractBatch small = new ExtractBatch(new PageLimits(1 << 20, 256, 100, Duration.ofSeconds(5)));
    Path in = folder.resolve("in.jsonl");
    Files.write(
        in,
        List.of(
            "{\"id\":\"1\",\"html\":\"" + "<p>x".repeat(1_000) + "\"}",
            "{\"id\":\"2\",\"html\":\"<p>y\"}"));

    ExtractBatch.Summary summary = small.run(in, folder.resolve("out.jsonl"));

    assertThat(summary.pages()).isEqualTo(2);
    assertThat(Files.readAllLines(folder.resolve("out.jsonl")).getFirst())
        .contains("\"id\":\"1\"", "\"text\":\"\"");
  }
}
