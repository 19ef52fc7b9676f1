package org.peykare.tokenizer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.peykare.tokenizer.bpe.ByteLevelDecoder;
import org.peykare.tokenizer.bpe.WordPattern;
import org.peykare.tokenizer.pipeline.AddedToken;
import org.peykare.tokenizer.pipeline.Decoder;
import org.peykare.tokenizer.pipeline.Nfc;
import org.peykare.tokenizer.pipeline.Normalizer;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.pipeline.PostProcessor;
import org.peykare.tokenizer.pipeline.PreTokenizer;

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
    root.only("version", "1.0");
    root.unset("truncation");
    root.unset("padding");
    return new Pipeline(
        normalizer(root.get("normalizer")),
        preTokenizer(root.get("pre_tokenizer")),
        BpeJson.read(root.get("model")),
        postProcessor(root.get("post_processor")),
        decoder(root.get("decoder")),
        addedTokens(root.get("added_tokens")));
  }

  private static Normalizer normalizer(Json json) {
    if (json.isNull()) {
      return Normalizer.NONE;
    }
    return switch (json.type()) {
      case "NFC" -> Nfc.NFC;
      default -> throw json.get("type").unsupported("NFC and null are");
    };
  }

  private static PreTokenizer preTokenizer(Json json) {
    if (json.isNull()) {
      throw json.unsupported("ByteLevel and Sequence[Split, ByteLevel] are");
    }
    return switch (json.type()) {
      case "ByteLevel" -> {
        byteLevel(json, true);
        yield WordPattern.GPT2;
      }
      case "Sequence" -> sequence(json.get("pretokenizers").array());
      default -> throw json.get("type").unsupported("ByteLevel and Sequence[Split, ByteLevel] are");
    };
  }

  private static void byteLevel(Json json, boolean useRegex) {
    json.fields("type", "add_prefix_space", "trim_offsets", "use_regex");
    if (json.get("add_prefix_space").flag(true)) {
      throw json.get("add_prefix_space").unsupported("only false is");
    }
    if (json.get("use_regex").flag(true) != useRegex) {
      throw json.get("use_regex").unsupported("only " + useRegex + " is here");
    }
  }

  private static PreTokenizer sequence(Json steps) {
    if (steps.size() != 2
        || !steps.at(0).type().equals("Split")
        || !steps.at(1).type().equals("ByteLevel")) {
      throw steps.unsupported("only Sequence[Split, ByteLevel] is");
    }
    Json split = steps.at(0);
    split.fields("type", "pattern", "behavior", "invert");
    split.only("behavior", "Isolated");
    split.only("invert", false);
    byteLevel(steps.at(1), false);
    String regex = split.get("pattern").object().get("Regex").text();
    for (WordPattern pattern : WordPattern.values()) {
      if (pattern.regex().equals(regex)) {
        return pattern;
      }
    }
    throw split.get("pattern").unsupported("GPT-2's pattern and the Persian-aware one are");
  }

  private static PostProcessor postProcessor(Json json) {
    if (json.isNull()) {
      return PostProcessor.NONE;
    }
    return switch (json.type()) {
      case "TemplateProcessing" -> TemplateJson.read(json);
      default -> throw json.get("type").unsupported("TemplateProcessing and null are");
    };
  }

  private static Decoder decoder(Json json) {
    return switch (json.type()) {
      case "ByteLevel" -> ByteLevelDecoder.BYTE_LEVEL;
      default -> throw json.get("type").unsupported("ByteLevel is");
    };
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
