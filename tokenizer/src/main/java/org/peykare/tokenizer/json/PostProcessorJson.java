package org.peykare.tokenizer.json;

import org.peykare.tokenizer.pipeline.OffsetTrimming;
import org.peykare.tokenizer.pipeline.PostProcessor;
import org.peykare.tokenizer.pipeline.TemplateProcessing;

/// The post-processor of a `tokenizer.json`.
final class PostProcessorJson {
  private PostProcessorJson() {}

  static PostProcessor read(Json json) {
    if (json.isNull()) {
      return PostProcessor.NONE;
    }
    return switch (json.type()) {
      case "TemplateProcessing" -> PostProcessor.of(TemplateJson.read(json));
      case "ByteLevel" -> {
        json.fields("type", "add_prefix_space", "trim_offsets", "use_regex");
        yield new PostProcessor(trimming(json), TemplateProcessing.plain());
      }
      case "BertProcessing" -> {
        json.fields("type", "sep", "cls");
        yield PostProcessor.of(
            TemplateProcessing.bert(
                token(json, "cls"), id(json, "cls"), token(json, "sep"), id(json, "sep")));
      }
      case "RobertaProcessing" -> {
        json.fields("type", "sep", "cls", "trim_offsets", "add_prefix_space");
        yield new PostProcessor(
            trimming(json),
            TemplateProcessing.roberta(
                token(json, "cls"), id(json, "cls"), token(json, "sep"), id(json, "sep")));
      }
      case "Sequence" -> sequence(json);
      default ->
          throw json.get("type")
              .unsupported(
                  "TemplateProcessing, ByteLevel, BertProcessing, RobertaProcessing, Sequence and null are");
    };
  }

  private static String token(Json json, String part) {
    return json.get(part).array().at(0).text();
  }

  private static int id(Json json, String part) {
    return json.get(part).array().at(1).number();
  }

  private static OffsetTrimming trimming(Json json) {
    if (!json.get("trim_offsets").flag(true)) {
      return OffsetTrimming.NONE;
    }
    return json.get("add_prefix_space").flag(true)
        ? OffsetTrimming.ALL_BUT_ADDED_SPACE
        : OffsetTrimming.ALL_SPACE;
  }

  /// At most one step trims and at most one has a template.
  private static PostProcessor sequence(Json json) {
    json.fields("type", "processors");
    Json all = json.get("processors").array();
    PostProcessor result = PostProcessor.NONE;
    TemplateProcessing plain = PostProcessor.NONE.template();
    for (int i = 0; i < all.size(); i++) {
      PostProcessor next = read(all.at(i));
      boolean twoTemplates = !result.template().equals(plain) && !next.template().equals(plain);
      boolean twoTrimmings =
          result.trimming() != OffsetTrimming.NONE && next.trimming() != OffsetTrimming.NONE;
      if (twoTemplates || twoTrimmings) {
        throw all.at(i).get("type").unsupported("one step that trims and one with a template are");
      }
      result =
          new PostProcessor(
              next.trimming() == OffsetTrimming.NONE ? result.trimming() : next.trimming(),
              next.template().equals(plain) ? result.template() : next.template());
    }
    return result;
  }
}
