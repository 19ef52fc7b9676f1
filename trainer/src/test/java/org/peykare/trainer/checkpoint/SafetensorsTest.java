package org.peykare.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.trainer.data.SeededRandom;

class SafetensorsTest {
  @TempDir Path folder;

  private static Safetensors.Source source(String name, float[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new Safetensors.Source(name, shape, () -> bytes);
  }

  private static float[] floats(ByteBuffer bytes) {
    float[] values = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  private static byte[] golden() throws IOException {
    try (InputStream in = SafetensorsTest.class.getResourceAsStream("/golden/tiny.safetensors")) {
      assertThat(in).isNotNull();
      return in.readAllBytes();
    }
  }

  @Test
  void writesTheSameBytesAsTheReferenceLibrary() throws IOException {
    Path file = folder.resolve("tiny.safetensors");
    Safetensors.write(
        file,
        Map.of("format", "pt"),
        List.of(
            source("bias", new float[] {0.5f, -1, 2}, 3),
            source("weight", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)));
    assertThat(Files.readAllBytes(file)).isEqualTo(golden());
  }

  @Test
  void readsAFileOfTheReferenceLibrary() throws IOException {
    Path file = Files.write(folder.resolve("tiny.safetensors"), golden());
    try (Safetensors.Reader reader = Safetensors.read(file)) {
      assertThat(reader.metadata()).containsExactly(Map.entry("format", "pt"));
      assertThat(reader.entries()).containsOnlyKeys("bias", "weight");
      assertThat(reader.entries().get("weight"))
          .isNotNull()
          .satisfies(entry -> assertThat(entry.shape()).containsExactly(2, 3));
      assertThat(floats(reader.values("bias"))).containsExactly(0.5f, -1, 2);
      assertThat(floats(reader.values("weight"))).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    long seed = System.nanoTime();
    var random = new SeededRandom(seed);
    Path file = folder.resolve("random.safetensors");
    float[][] values = new float[20][];
    List<Safetensors.Source> sources = new java.util.ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      int rows = random.nextInt(5);
      values[i] = new float[rows * 3];
      for (int j = 0; j < values[i].length; j++) {
        values[i][j] = Float.intBitsToFloat((int) random.nextLong());
      }
      sources.add(source("وزن." + i, values[i], rows, 3));
    }
    Safetensors.write(file, Map.of(), sources);
    try (Safetensors.Reader reader = Safetensors.read(file)) {
      for (int i = 0; i < values.length; i++) {
        assertThat(floats(reader.values("وزن." + i))).as("seed %d", seed).isEqualTo(values[i]);
      }
    }
  }

  @Test
  void refusesFilesThatAreNotSound() throws IOException {
    byte[] golden = golden();
    refuses(new byte[4], "header length -1");
    refuses(new byte[100], "header length 0");
    refuses(Arrays.copyOf(golden, golden.length - 1), "weight of shape [2, 3] lies at 12..36");
    String text = new String(golden, java.nio.charset.StandardCharsets.ISO_8859_1);
    refuses(
        text.replace("\"F32\"", "\"F16\"").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
        "type of bias is \"F16\" (must be F32)");
    refuses(
        text.replace("{\"__meta", "{{__meta_")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
        "its header is not JSON");
  }

  private void refuses(byte[] bytes, String message) throws IOException {
    Path file = Files.write(folder.resolve("bad.safetensors"), bytes);
    assertThatThrownBy(() -> Safetensors.read(file).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bad.safetensors")
        .hasMessageContaining(message);
  }

  @Test
  void refusesValuesThatDoNotFitTheShape() {
    assertThatThrownBy(() ->
            Safetensors.write(folder.resolve("x"), Map.of(), List.of(source("a", new float[2], 3))))
        .hasMessageContaining("Cannot write tensor a: 8 bytes for shape [3]");
  }
}
