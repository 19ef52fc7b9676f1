package org.peykare.tokenizer.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.peykare.tokenizer.bpe.BpeModel;
import org.peykare.tokenizer.bpe.ByteLevelDecoder;
import org.peykare.tokenizer.bpe.WordPattern;
import org.peykare.tokenizer.normalize.UnicodeForm;
import org.peykare.tokenizer.pipeline.AddedToken;
import org.peykare.tokenizer.pipeline.Normalizer;
import org.peykare.tokenizer.pipeline.OffsetTrimming;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.pipeline.PostProcessor;

/// Writes a [Pipeline] as the tree of a `tokenizer.json`, fields in Hugging Face's order.
final class PipelineWriter {
  private PipelineWriter() {}

  static JsonNode write(Pipeline pipeline) {
    ObjectNode json = TokenizerJson.MAPPER.createObjectNode();
    json.put("version", "1.0");
    json.putNull("truncation");
    json.putNull("padding");
    ArrayNode added = json.putArray("added_tokens");
    pipeline.addedTokens().forEach(token -> addedToken(added.addObject(), token));
    json.set("normalizer", normalizer(pipeline.normalizer()));
    json.set("pre_tokenizer", preTokenizer(pipeline));
    json.set("post_processor", postProcessor(pipeline.postProcessor()));
    json.set("decoder", decoder(pipeline));
    json.set("model", model(pipeline));
    return json;
  }

  private static void addedToken(ObjectNode json, AddedToken token) {
    json.put("id", token.id());
    json.put("content", token.content());
    json.put("single_word", token.singleWord());
    json.put("lstrip", token.lstrip());
    json.put("rstrip", token.rstrip());
    json.put("normalized", token.normalized());
    json.put("special", token.special());
  }

  private static JsonNode normalizer(Normalizer normalizer) {
    if (normalizer == Normalizer.NONE) {
      return NullNode.getInstance();
    }
    if (normalizer == UnicodeForm.NFC) {
      return TokenizerJson.MAPPER.createObjectNode().put("type", "NFC");
    }
    throw cannotWrite(normalizer);
  }

  private static JsonNode preTokenizer(Pipeline pipeline) {
    if (!(pipeline.preTokenizer() instanceof WordPattern pattern)) {
      throw cannotWrite(pipeline.preTokenizer());
    }
    if (pattern == WordPattern.GPT2) {
      return byteLevel(false, true);
    }
    ObjectNode sequence = TokenizerJson.MAPPER.createObjectNode().put("type", "Sequence");
    ArrayNode steps = sequence.putArray("pretokenizers");
    ObjectNode split = steps.addObject().put("type", "Split");
    split.putObject("pattern").put("Regex", pattern.regex());
    split.put("behavior", "Isolated");
    split.put("invert", false);
    steps.add(byteLevel(false, false));
    return sequence;
  }

  private static ObjectNode byteLevel(boolean addPrefixSpace, boolean useRegex) {
    return TokenizerJson.MAPPER
        .createObjectNode()
        .put("type", "ByteLevel")
        .put("add_prefix_space", addPrefixSpace)
        .put("trim_offsets", true)
        .put("use_regex", useRegex);
  }

  private static JsonNode postProcessor(PostProcessor postProcessor) {
    if (postProcessor.equals(PostProcessor.NONE)) {
      return NullNode.getInstance();
    }
    if (postProcessor.trimming() == OffsetTrimming.NONE) {
      return TemplateJson.write(postProcessor.template());
    }
    throw cannotWrite(postProcessor);
  }

  private static JsonNode decoder(Pipeline pipeline) {
    if (pipeline.decoder() instanceof ByteLevelDecoder) {
      return byteLevel(true, true);
    }
    throw cannotWrite(pipeline.decoder());
  }

  private static JsonNode model(Pipeline pipeline) {
    if (pipeline.model() instanceof BpeModel bpe) {
      return BpeJson.write(bpe);
    }
    throw cannotWrite(pipeline.model());
  }

  private static IllegalArgumentException cannotWrite(Object part) {
    return new IllegalArgumentException(
        "Cannot write tokenizer.json: it has no form for " + part.getClass().getSimpleName());
  }
}
