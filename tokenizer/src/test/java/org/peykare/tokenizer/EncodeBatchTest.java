package org.peykare.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodeBatchTest {
  @TempDir Path dir;
  private final Tokenizer tokenizer = Tokenizer.load(GoldenFiles.tokenizer());

  private long encode(String lines) throws IOException {
    Path in = Files.writeString(dir.resolve("in.jsonl"), lines);
    return new EncodeBatch(tokenizer, EncodeBatch.Detail.PLAIN).run(in, dir.resolve("out.jsonl"));
  }

  @Test
  void writesIdsAndCodePointOffsetsForEachLine() throws IOException {
    assertThat(encode("{\"i\":7,\"text\":\"a😀b\"}\n\n{\"text\":\"\",\"i\":\"x\"}\n")).isEqualTo(2);
    int a = tokenizer.tokenToId("a").orElseThrow();
    int b = tokenizer.tokenToId("b").orElseThrow();
    int[] smile = tokenizer.encodeIds("😀");
    assertThat(smile).hasSize(4);
    assertThat(dir.resolve("out.jsonl"))
        .hasContent(
            """
            {"i":7,"ids":[%d,%d,%d,%d,%d,%d],"offsets":[[0,1],[1,2],[1,2],[1,2],[1,2],[2,3]]}
            {"i":"x","ids":[],"offsets":[]}\
            """
                .formatted(a, smile[0], smile[1], smile[2], smile[3], b));
  }

  @Test
  void namesTheLineItCannotRead() {
    assertThatThrownBy(() -> encode("{\"i\":1,\"text\":\"a\"}\n{\"i\":2}\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2 is not an object with \"i\" and a string \"text\"");
    assertThatThrownBy(() -> encode("{\"i\":1,"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 1 is not JSON");
    assertThatThrownBy(() ->
            new EncodeBatch(tokenizer, EncodeBatch.Detail.PLAIN).run(dir.resolve("none"), dir))
        .hasMessageContaining("there is no such file");
  }

  @Test
  void refusesToWriteOverWhatItReads() throws IOException {
    Path in = Files.writeString(dir.resolve("in.jsonl"), "{\"i\":1,\"text\":\"a\"}\n");
    Path link = Files.createSymbolicLink(dir.resolve("link"), in);
    for (Path out : new Path[] {in, link, dir.resolve("./in.jsonl")}) {
      assertThatThrownBy(() -> new EncodeBatch(tokenizer, EncodeBatch.Detail.PLAIN).run(in, out))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("they are the same file");
    }
    assertThat(in).hasContent("{\"i\":1,\"text\":\"a\"}");
  }

  @Test
  void saysWhatIsWrongWithTheOutputAndWithIds(@TempDir Path folder) throws IOException {
    Path in = Files.writeString(folder.resolve("in.jsonl"), "{\"i\": 1, \"ids\": [5, \"x\"]}\n");
    EncodeBatch batch =
        new EncodeBatch(Tokenizer.load(GoldenFiles.tokenizer()), EncodeBatch.Detail.PLAIN);
    assertThatThrownBy(() -> batch.run(in, folder.resolve("none/out.jsonl")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no file in a folder that exists (make the folder first)");
    assertThatThrownBy(() -> batch.decode(in, folder.resolve("out.jsonl")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 1 is not an object")
        .hasMessageContaining("of whole numbers");
  }
}
