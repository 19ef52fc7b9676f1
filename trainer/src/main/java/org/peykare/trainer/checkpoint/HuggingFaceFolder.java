package org.peykare.trainer.checkpoint;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peykare.formats.shards.DatasetCard.SpecialTokens;
import org.peykare.trainer.model.ModelConfig;
import org.peykare.trainer.model.WeightSpec;
import org.peykare.trainer.model.Weights;

/// A folder that `transformers` loads: weights, configuration, tokenizer, and the model card.
public final class HuggingFaceFolder {
  /// The weights' file.
  public static final String WEIGHTS = "model.safetensors";

  /// The configuration's file.
  public static final String CONFIG = "config.json";

  private static final String TOKENIZER = "tokenizer.json";
  private static final String TOKENIZER_CONFIG = "tokenizer_config.json";
  private static final List<String> TOKENIZER_FILES =
      List.of(TOKENIZER, TOKENIZER_CONFIG, "special_tokens_map.json");
  private static final JsonMapper JSON = new JsonMapper();

  private HuggingFaceFolder() {}

  /// Writes the model's files into `folder`.
  ///
  /// @param dataset folder that the tokenizer's files are copied from
  public static void write(
      Path folder, ModelConfig config, Weights weights, ModelCard card, Path dataset)
      throws IOException {
    Safetensors.write(folder.resolve(WEIGHTS), Map.of("format", "pt"), sources(weights));
    Files.writeString(folder.resolve(CONFIG), ConfigJson.write(config));
    Files.writeString(folder.resolve(ModelCard.FILE), ModelCard.CODEC.toPrettyJson(card));
    for (String name : TOKENIZER_FILES) {
      if (Files.exists(dataset.resolve(name))) {
        Files.copy(dataset.resolve(name), folder.resolve(name));
      }
    }
    Path tokenizer = folder.resolve(TOKENIZER);
    if (Files.exists(tokenizer) && Files.notExists(folder.resolve(TOKENIZER_CONFIG))) {
      Files.writeString(
          folder.resolve(TOKENIZER_CONFIG), tokenizerConfig(tokenizer, config.specialTokens()));
    }
  }

  private static List<Safetensors.Source> sources(Weights weights) {
    List<Safetensors.Source> sources = new ArrayList<>();
    for (WeightSpec spec : weights.specs()) {
      NDArray array = weights.get(spec.name());
      sources.add(new Safetensors.Source(spec.name(), spec.shape(), () -> bytes(array)));
    }
    return sources;
  }

  /// The values of an array, little-endian.
  static ByteBuffer bytes(NDArray array) {
    float[] values = array.toFloatArray();
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes;
  }

  /// What `transformers` wants to know beside `tokenizer.json`: its class and the special tokens.
  private static String tokenizerConfig(Path tokenizer, SpecialTokens special) throws IOException {
    Map<Integer, String> names = new LinkedHashMap<>();
    for (JsonNode token : JSON.readTree(Files.readAllBytes(tokenizer)).path("added_tokens")) {
      names.put(token.path("id").asInt(-1), token.path("content").asText());
    }
    ObjectNode json = JSON.createObjectNode();
    json.put("tokenizer_class", "PreTrainedTokenizerFast");
    json.put("clean_up_tokenization_spaces", false);
    json.set("model_input_names", JSON.valueToTree(List.of("input_ids", "attention_mask")));
    Map.of(
            "pad_token", special.pad(),
            "unk_token", special.unk(),
            "cls_token", special.cls(),
            "sep_token", special.sep(),
            "mask_token", special.mask())
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(token -> names.containsKey(token.getValue()))
        .forEach(token -> json.put(token.getKey(), names.get(token.getValue())));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }

  /// The configuration of the model in `folder`.
  ///
  /// @throws IllegalArgumentException when it has none that can be used
  public static ModelConfig config(Path folder) throws IOException {
    return ConfigJson.read(folder.resolve(CONFIG));
  }

  /// Opens the weights in `folder` and checks that each one of `config` is there with its shape.
  ///
  /// @throws IllegalArgumentException when one is missing or of another shape
  public static Safetensors.Reader weights(Path folder, ModelConfig config) throws IOException {
    Safetensors.Reader reader = Safetensors.read(folder.resolve(WEIGHTS));
    for (WeightSpec spec : config.weights()) {
      Safetensors.Entry entry = reader.entries().get(spec.name());
      if (entry == null || !Arrays.equals(entry.shape(), spec.shape())) {
        reader.close();
        throw new IllegalArgumentException(
            "Cannot load the model in %s: weight %s has shape %s (must be %s)"
                .formatted(
                    folder,
                    spec.name(),
                    entry == null ? "none" : Arrays.toString(entry.shape()),
                    Arrays.toString(spec.shape())));
      }
    }
    return reader;
  }

  /// Digest of a small file, hexadecimal.
  public static String sha256(Path file) throws IOException {
    return Checksums.sha256(file);
  }
}
