package org.peykare.tokenizer.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peykare.tokenizer.pipeline.AddedToken;
import org.peykare.tokenizer.pipeline.Pipeline;

/// The files beside `tokenizer.json` from which `transformers` learns the class of the tokenizer
/// and which token plays which part.
public final class TransformersFiles {
  /// Name of the configuration file.
  public static final String CONFIG_FILE = "tokenizer_config.json";

  /// Name of the file that maps parts to special tokens.
  public static final String SPECIAL_TOKENS_FILE = "special_tokens_map.json";

  /// Longest input in tokens that is stated; the model's own limit may be lower.
  private static final long NO_LIMIT = 1_000_000_000_000L;

  private static final Map<String, String> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("unk_token", "[UNK]");
    PARTS.put("sep_token", "[SEP]");
    PARTS.put("pad_token", "[PAD]");
    PARTS.put("cls_token", "[CLS]");
    PARTS.put("mask_token", "[MASK]");
  }

  private TransformersFiles() {}

  /// The text of `tokenizer_config.json`.
  public static String config(Pipeline pipeline) {
    ObjectNode json = TokenizerJson.MAPPER.createObjectNode();
    ObjectNode added = json.putObject("added_tokens_decoder");
    for (AddedToken token : pipeline.addedTokens()) {
      describe(added.putObject(Integer.toString(token.id())), token);
    }
    json.put("clean_up_tokenization_spaces", false);
    json.putArray("model_input_names").add("input_ids").add("attention_mask");
    json.put("model_max_length", NO_LIMIT);
    json.put("tokenizer_class", "PreTrainedTokenizerFast");
    for (AddedToken token : pipeline.addedTokens()) {
      PARTS.forEach((part, content) -> {
        if (content.equals(token.content())) {
          json.put(part, content);
        }
      });
    }
    others(pipeline)
        .forEach(token -> json.withArray("additional_special_tokens").add(token.content()));
    return TokenizerJson.pretty(json);
  }

  /// The text of `special_tokens_map.json`.
  public static String specialTokens(Pipeline pipeline) {
    ObjectNode json = TokenizerJson.MAPPER.createObjectNode();
    for (AddedToken token : pipeline.addedTokens()) {
      PARTS.forEach((part, content) -> {
        if (content.equals(token.content())) {
          ObjectNode described = json.putObject(part).put("content", content);
          describeMatching(described, token);
        }
      });
    }
    others(pipeline)
        .forEach(token ->
            describeMatching(
                json.withArray("additional_special_tokens")
                    .addObject()
                    .put("content", token.content()),
                token));
    return TokenizerJson.pretty(json);
  }

  /// Special tokens that play no part with a name, such as those of chat turns.
  private static List<AddedToken> others(Pipeline pipeline) {
    return pipeline.addedTokens().stream()
        .filter(token -> token.special() && !PARTS.containsValue(token.content()))
        .toList();
  }

  private static void describe(ObjectNode json, AddedToken token) {
    json.put("content", token.content());
    describeMatching(json, token);
    json.put("special", token.special());
  }

  private static void describeMatching(ObjectNode json, AddedToken token) {
    json.put("lstrip", token.lstrip());
    json.put("normalized", token.normalized());
    json.put("rstrip", token.rstrip());
    json.put("single_word", token.singleWord());
  }
}
