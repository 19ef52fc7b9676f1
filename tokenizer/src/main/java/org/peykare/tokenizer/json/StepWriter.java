package org.peykare.tokenizer.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.peykare.tokenizer.bpe.ByteLevelDecoder;
import org.peykare.tokenizer.bpe.WordPattern;
import org.peykare.tokenizer.decode.SpacedBytesDecoder;
import org.peykare.tokenizer.normalize.BertNormalizer;
import org.peykare.tokenizer.normalize.CharacterNormalizer;
import org.peykare.tokenizer.normalize.NormalizerSequence;
import org.peykare.tokenizer.normalize.ReplaceNormalizer;
import org.peykare.tokenizer.normalize.UnicodeForm;
import org.peykare.tokenizer.pipeline.Decoder;
import org.peykare.tokenizer.pipeline.Normalizer;
import org.peykare.tokenizer.pipeline.PreTokenizer;
import org.peykare.tokenizer.split.Cutters;
import org.peykare.tokenizer.split.MetaspaceSplit;

/// Writes the steps before and behind a byte-level model: normalizer, pre-tokenizer and decoder.
final class StepWriter {
  private StepWriter() {}

  static JsonNode normalizer(Normalizer normalizer) {
    if (normalizer == Normalizer.NONE) {
      return NullNode.getInstance();
    }
    return switch (normalizer) {
      case UnicodeForm form -> type(form.name());
      case CharacterNormalizer.LOWER_CASE -> type("Lowercase");
      case CharacterNormalizer.STRIP_ACCENTS -> type("StripAccents");
      case CharacterNormalizer.NMT -> type("Nmt");
      case ReplaceNormalizer replace -> replace(replace);
      case BertNormalizer bert -> bert(bert);
      case NormalizerSequence(List<Normalizer> steps) -> {
        ObjectNode json = type("Sequence");
        ArrayNode all = json.putArray("normalizers");
        steps.forEach(step -> all.add(normalizer(step)));
        yield json;
      }
      default -> throw PipelineWriter.cannotWrite(normalizer);
    };
  }

  private static ObjectNode replace(ReplaceNormalizer replace) {
    ObjectNode json = type("Replace");
    json.putObject("pattern").put(replace.isLiteral() ? "String" : "Regex", replace.source());
    return json.put("content", replace.content());
  }

  private static ObjectNode bert(BertNormalizer bert) {
    ObjectNode json = type("BertNormalizer");
    for (BertNormalizer.Step step : BertNormalizer.Step.values()) {
      json.put(step.name().toLowerCase(Locale.ROOT), bert.steps().contains(step));
    }
    return json;
  }

  static JsonNode preTokenizer(PreTokenizer preTokenizer) {
    if (preTokenizer == WordPattern.GPT2) {
      return byteLevel(false, true);
    }
    ObjectNode sequence = type("Sequence");
    ArrayNode steps = sequence.putArray("pretokenizers");
    if (preTokenizer instanceof WordPattern pattern) {
      ObjectNode split = steps.addObject().put("type", "Split");
      split.putObject("pattern").put("Regex", pattern.regex());
      split.put("behavior", "Isolated");
      split.put("invert", false);
    } else if (preTokenizer instanceof MetaspaceSplit metaspace) {
      ObjectNode json = steps.addObject().put("type", "Metaspace");
      json.put("replacement", metaspace.replacement());
      json.put("prepend_scheme", metaspace.prepend().name().toLowerCase(Locale.ROOT));
      json.put("split", metaspace.cuts());
    } else if (preTokenizer == Cutters.BERT) {
      steps.addObject().put("type", "BertPreTokenizer");
    } else {
      throw PipelineWriter.cannotWrite(preTokenizer);
    }
    steps.add(byteLevel(false, false));
    return sequence;
  }

  static JsonNode decoder(Decoder decoder) {
    return switch (decoder) {
      case ByteLevelDecoder _ -> byteLevel(true, true);
      case SpacedBytesDecoder _ -> {
        ObjectNode sequence = type("Sequence");
        ArrayNode steps = sequence.putArray("decoders").add(byteLevel(true, true));
        ObjectNode replace = steps.addObject().put("type", "Replace");
        replace.putObject("pattern").put("String", SpacedBytesDecoder.VISIBLE_SPACE);
        replace.put("content", " ");
        steps.addObject().put("type", "Strip").put("content", " ").put("start", 1).put("stop", 0);
        yield sequence;
      }
      default -> throw PipelineWriter.cannotWrite(decoder);
    };
  }

  private static ObjectNode type(String name) {
    return TokenizerJson.MAPPER.createObjectNode().put("type", name);
  }

  private static ObjectNode byteLevel(boolean addPrefixSpace, boolean useRegex) {
    return type("ByteLevel")
        .put("add_prefix_space", addPrefixSpace)
        .put("trim_offsets", true)
        .put("use_regex", useRegex);
  }
}
