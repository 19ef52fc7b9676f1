package org.peykare.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peykare.formats.shards.DatasetCard.SpecialTokens;
import org.peykare.trainer.model.ModelConfig;
import org.peykare.trainer.model.ModelShape;

/// `config.json` of `transformers`' ModernBERT. The rotary settings are written twice, as version 4
/// and as version 5 read them: with one kind alone the other version takes wrong defaults.
final class ConfigJson {
  private static final JsonMapper JSON = new JsonMapper();

  private ConfigJson() {}

  static String write(ModelConfig config) {
    ModelShape shape = config.shape();
    ObjectNode json = JSON.createObjectNode();
    json.putArray("architectures").add("ModernBertForMaskedLM");
    json.put("model_type", "modernbert");
    json.put("vocab_size", config.vocabSize());
    json.put("hidden_size", shape.hiddenSize());
    json.put("intermediate_size", shape.intermediateSize());
    json.put("num_hidden_layers", shape.numHiddenLayers());
    json.put("num_attention_heads", shape.numAttentionHeads());
    json.put("hidden_activation", "gelu");
    json.put("max_position_embeddings", shape.maxPositionEmbeddings());
    json.put("initializer_range", shape.initializerRange());
    json.put("initializer_cutoff_factor", shape.initializerCutoffFactor());
    json.put("norm_eps", shape.normEps());
    json.put("norm_bias", false);
    json.put("attention_bias", false);
    json.put("mlp_bias", false);
    json.put("decoder_bias", true);
    json.put("attention_dropout", 0.0);
    json.put("embedding_dropout", 0.0);
    json.put("mlp_dropout", 0.0);
    json.put("classifier_activation", "gelu");
    json.put("classifier_bias", false);
    json.put("classifier_dropout", 0.0);
    json.put("classifier_pooling", "mean");
    json.put("local_attention", shape.localAttention());
    json.put("sparse_prediction", false);
    json.put("sparse_pred_ignore_index", -100);
    json.put("tie_word_embeddings", true);
    rope(json, config);
    tokens(json, config.specialTokens());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write config.json", e);
    }
  }

  private static void rope(ObjectNode json, ModelConfig config) {
    ModelShape shape = config.shape();
    json.put("global_attn_every_n_layers", shape.globalAttnEveryNLayers());
    json.put("global_rope_theta", shape.globalRopeTheta());
    json.put("local_rope_theta", shape.localRopeTheta());
    ArrayNode types = json.putArray("layer_types");
    for (int i = 0; i < shape.numHiddenLayers(); i++) {
      types.add(config.isGlobal(i) ? "full_attention" : "sliding_attention");
    }
    ObjectNode parameters = json.putObject("rope_parameters");
    parameters
        .putObject("full_attention")
        .put("rope_type", "default")
        .put("rope_theta", shape.globalRopeTheta());
    parameters
        .putObject("sliding_attention")
        .put("rope_type", "default")
        .put("rope_theta", shape.localRopeTheta());
  }

  private static void tokens(ObjectNode json, SpecialTokens special) {
    json.put("pad_token_id", special.pad());
    json.put("unk_token_id", special.unk());
    json.put("bos_token_id", special.cls());
    json.put("cls_token_id", special.cls());
    json.put("eos_token_id", special.sep());
    json.put("sep_token_id", special.sep());
    json.put("mask_token_id", special.mask());
  }

  static ModelConfig read(Path file) throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Cannot read %s: not JSON: %s".formatted(file, e.getOriginalMessage()), e);
    }
    var fields = new Fields(file, json);
    ModelShape shape =
        new ModelShape(
            fields.integer("hidden_size"),
            fields.integer("intermediate_size"),
            fields.integer("num_hidden_layers"),
            fields.integer("num_attention_heads"),
            fields.integer("max_position_embeddings"),
            fields.integer("local_attention"),
            fields.integer("global_attn_every_n_layers"),
            fields.number("global_rope_theta"),
            fields.number("local_rope_theta"),
            fields.number("norm_eps"),
            fields.number("initializer_range"),
            fields.number("initializer_cutoff_factor"));
    SpecialTokens special =
        new SpecialTokens(
            fields.integer("pad_token_id"),
            fields.integer("unk_token_id"),
            fields.integer("cls_token_id"),
            fields.integer("sep_token_id"),
            fields.integer("mask_token_id"));
    return new ModelConfig(shape, fields.integer("vocab_size"), special);
  }

  /// Fields that must be there.
  private record Fields(Path file, JsonNode json) {
    int integer(String name) {
      return field(name).asInt();
    }

    double number(String name) {
      return field(name).asDouble();
    }

    private JsonNode field(String name) {
      JsonNode field = json.path(name);
      if (!field.isNumber()) {
        throw new IllegalArgumentException("Cannot read %s: no number %s".formatted(file, name));
      }
      return field;
    }
  }
}
