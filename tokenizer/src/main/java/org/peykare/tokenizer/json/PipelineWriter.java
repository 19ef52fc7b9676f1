package org.peykare.tokenizer.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.peykare.tokenizer.bpe.BpeModel;
import org.peykare.tokenizer.pipeline.AddedToken;
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
    json.set("normalizer", StepWriter.normalizer(pipeline.normalizer()));
    json.set("pre_tokenizer", StepWriter.preTokenizer(pipeline.preTokenizer()));
    json.set("post_processor", postProcessor(pipeline.postProcessor()));
    json.set("decoder", StepWriter.decoder(pipeline.decoder()));
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

  private static JsonNode postProcessor(PostProcessor postProcessor) {
    if (postProcessor.equals(PostProcessor.NONE)) {
      return NullNode.getInstance();
    }
    if (postProcessor.trimming() == OffsetTrimming.NONE) {
      return TemplateJson.write(postProcessor.template());
    }
    throw cannotWrite(postProcessor);
  }

  private static JsonNode model(Pipeline pipeline) {
    if (pipeline.model() instanceof BpeModel bpe) {
      return BpeJson.write(bpe);
    }
    throw cannotWrite(pipeline.model());
  }

  static IllegalArgumentException cannotWrite(Object part) {
    return new IllegalArgumentException(
        "Cannot write tokenizer.json: it has no form for " + part.getClass().getSimpleName());
  }
}
