package org.peykare.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.trainer.data.TestDataset;
import org.peykare.trainer.model.ModelConfig;
import org.peykare.trainer.model.ModelShape;

class HuggingFaceFolderTest {
  private static final ModelConfig CONFIG =
      new ModelConfig(
          new ModelShape(64, 96, 4, 2, 512, 32, 3, 160_000, 10_000, 1e-5, 0.02, 2),
          1000,
          TestDataset.SPECIAL);

  @TempDir Path folder;

  @Test
  void weightsHaveTheNamesAndShapesThatTransformersWants() {
    List<String> lines = new ArrayList<>();
    CONFIG.weights().forEach(w -> lines.add(w.name() + " " + java.util.Arrays.toString(w.shape())));
    List<String> expected = new ArrayList<>();
    expected.add("model.embeddings.tok_embeddings.weight [1000, 64]");
    expected.add("model.embeddings.norm.weight [64]");
    for (int i = 0; i < 4; i++) {
      if (i > 0) {
        expected.add("model.layers." + i + ".attn_norm.weight [64]");
      }
      expected.add("model.layers." + i + ".attn.Wqkv.weight [192, 64]");
      expected.add("model.layers." + i + ".attn.Wo.weight [64, 64]");
      expected.add("model.layers." + i + ".mlp_norm.weight [64]");
      expected.add("model.layers." + i + ".mlp.Wi.weight [192, 64]");
      expected.add("model.layers." + i + ".mlp.Wo.weight [64, 96]");
    }
    expected.add("model.final_norm.weight [64]");
    expected.add("head.dense.weight [64, 64]");
    expected.add("head.norm.weight [64]");
    expected.add("decoder.bias [1000]");
    assertThat(lines).containsExactlyElementsOf(expected);
  }

  @Test
  void theConfigurationHasBothRotaryStylesAndIsReadBack() throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(file, ConfigJson.write(CONFIG));
    JsonNode json = new JsonMapper().readTree(file.toFile());
    assertThat(json.get("model_type").asText()).isEqualTo("modernbert");
    assertThat(json.get("architectures").get(0).asText()).isEqualTo("ModernBertForMaskedLM");
    assertThat(json.get("global_attn_every_n_layers").asInt()).isEqualTo(3);
    assertThat(json.get("global_rope_theta").asDouble()).isEqualTo(160_000);
    assertThat(json.get("local_rope_theta").asDouble()).isEqualTo(10_000);
    assertThat(json.get("layer_types").toString())
        .isEqualTo(
            "[\"full_attention\",\"sliding_attention\",\"sliding_attention\",\"full_attention\"]");
    assertThat(json.at("/rope_parameters/full_attention/rope_theta").asDouble()).isEqualTo(160_000);
    assertThat(json.at("/rope_parameters/sliding_attention/rope_theta").asDouble())
        .isEqualTo(10_000);
    assertThat(HuggingFaceFolder.config(folder)).isEqualTo(CONFIG);
  }

  @Test
  void aConfigurationThatLacksANumberIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        ConfigJson.write(CONFIG).replace("hidden_size", "hidden_width"));
    assertThatThrownBy(() -> HuggingFaceFolder.config(folder))
        .hasMessageContaining("config.json: no number hidden_size");
  }

  @Test
  void weightsOfAnotherModelAreRefused() throws IOException {
    Safetensors.write(folder.resolve("model.safetensors"), java.util.Map.of(), List.of());
    assertThatThrownBy(() -> HuggingFaceFolder.weights(folder, CONFIG).close())
        .hasMessageContaining("model.embeddings.tok_embeddings.weight has shape none")
        .hasMessageContaining("must be [1000, 64]");
  }
}
