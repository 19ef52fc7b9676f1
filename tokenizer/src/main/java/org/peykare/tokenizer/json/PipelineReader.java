package org.peykare.tokenizer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.peykare.tokenizer.pipeline.AddedToken;
import org.peykare.tokenizer.pipeline.Pipeline;

/// Builds a [Pipeline] from a parsed `tokenizer.json`.
final class PipelineReader {
  private final Json root;

  PipelineReader(JsonNode root) {
    this.root = new Json("", root);
  }

  Pipeline read() {
    if (!root.node().isObject()) {
      throw new IllegalArgumentException("the file is not a JSON object");
    }
    root.fields(
        "version",
        "truncation",
        "padding",
        "added_tokens",
        "normalizer",
        "pre_tokenizer",
        "post_processor",
        "decoder",
        "model");
    root.only("version", "1.0");
    Json model = root.get("model").object();
    Json preTokenizer = root.get("pre_tokenizer");
    boolean byModel = PreTokenizerJson.endsInByteLevel(preTokenizer) && BpeJson.takesBytes(model);
    return new Pipeline(
        NormalizerJson.read(root.get("normalizer")),
        new PreTokenizerJson(
                byModel ? PreTokenizerJson.Bytes.BY_MODEL : PreTokenizerJson.Bytes.BY_PRE_TOKENIZER)
            .read(preTokenizer),
        byModel ? BpeJson.read(model) : ModelJson.read(model),
        PostProcessorJson.read(root.get("post_processor")),
        DecoderJson.read(root.get("decoder")),
        addedTokens(root.get("added_tokens")),
        new Pipeline.Lengths(
            LengthJson.truncation(root.get("truncation")),
            LengthJson.padding(root.get("padding"))));
  }

  private static List<AddedToken> addedTokens(Json json) {
    List<AddedToken> tokens = new ArrayList<>();
    for (int i = 0; !json.isNull() && i < json.array().size(); i++) {
      Json token = json.at(i).object();
      token.fields("id", "content", "single_word", "lstrip", "rstrip", "normalized", "special");
      boolean special = token.get("special").flag(false);
      tokens.add(
          new AddedToken(
              token.get("id").number(),
              token.get("content").text(),
              token.get("single_word").flag(false),
              token.get("lstrip").flag(false),
              token.get("rstrip").flag(false),
              token.get("normalized").flag(!special),
              special));
    }
    return tokens;
  }
}
