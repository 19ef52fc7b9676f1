package org.peykare.tokenizer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.peykare.tokenizer.pipeline.Encoding;
import org.peykare.tokenizer.pipeline.Truncation;

/// Encodes and decodes JSON lines.
///
/// Encoding takes `{"i": …, "text": "…"}`, also with `"pair": "…"`, and gives `{"i": …, "ids": […],
/// "offsets": [[start, end], …]}`, offsets in code points. In full it adds special tokens and the
/// fields `word_ids` (null for special tokens), `type_ids`, `special_tokens_mask` and, where
/// truncation cut something off, `overflow`, the ids of the further parts. A text that cannot be
/// cut as asked gives `{"i": …, "error": "…"}`. Decoding takes `{"i": …, "ids": […]}` and gives
/// `{"i": …, "text": "…"}`.
public final class EncodeBatch {
  /// What is written of an encoding.
  public enum Detail {
    /// Ids and offsets, without special tokens.
    PLAIN,
    /// Everything, with special tokens.
    FULL
  }

  private final Tokenizer tokenizer;
  private final Detail detail;

  /// A batch encoder that uses `tokenizer`.
  public EncodeBatch(Tokenizer tokenizer, Detail detail) {
    this.tokenizer = tokenizer;
    this.detail = detail;
  }

  /// Encodes the lines of `in` to `out`; returns their number. Blank lines are passed over.
  ///
  /// @throws IllegalArgumentException when a line is not such an object, the message says which, or
  ///   when both are the same file
  public long run(Path in, Path out) {
    return new JsonLines("encode", in, out).forEach(this::encode);
  }

  /// Decodes the lines of `in` to `out`, special tokens written out; returns their number.
  public long decode(Path in, Path out) {
    return new JsonLines("decode", in, out)
        .forEach((object, json) -> {
          JsonNode ids = object.get("ids");
          if (ids == null || !ids.isArray()) {
            throw new JsonLines.Unfit("an object with \"i\" and a list \"ids\"");
          }
          int[] values = new int[ids.size()];
          for (int i = 0; i < values.length; i++) {
            if (!ids.get(i).canConvertToInt()) {
              throw new JsonLines.Unfit("an object with \"i\" and a list \"ids\" of whole numbers");
            }
            values[i] = ids.get(i).intValue();
          }
          json.writeStringField("text", tokenizer.decode(values));
        });
  }

  private void encode(JsonNode object, JsonGenerator json) throws IOException {
    JsonNode text = object.path("text");
    JsonNode pair = object.path("pair");
    if (!text.isTextual() || !(pair.isTextual() || pair.isMissingNode() || pair.isNull())) {
      throw new JsonLines.Unfit("an object with \"i\" and a string \"text\"");
    }
    List<Encoding> parts;
    try {
      parts = encode(text.textValue(), pair);
    } catch (Truncation.TooShort e) {
      json.writeStringField("error", e.getMessage());
      return;
    }
    Encoding encoding = parts.getFirst();
    writeInts(json, "ids", encoding.ids());
    json.writeArrayFieldStart("offsets");
    for (int i = 0; i < encoding.size(); i++) {
      json.writeArray(new int[] {encoding.starts()[i], encoding.ends()[i]}, 0, 2);
    }
    json.writeEndArray();
    if (detail == Detail.FULL) {
      writeFull(json, encoding);
    }
    if (parts.size() > 1) {
      json.writeArrayFieldStart("overflow");
      for (Encoding part : parts.subList(1, parts.size())) {
        json.writeArray(part.ids(), 0, part.size());
      }
      json.writeEndArray();
    }
  }

  private List<Encoding> encode(String text, JsonNode pair) {
    if (detail == Detail.FULL) {
      return pair.isTextual()
          ? tokenizer.encodePairParts(text, pair.textValue())
          : tokenizer.encodeParts(text);
    }
    return List.of(
        pair.isTextual() ? tokenizer.encodePair(text, pair.textValue()) : tokenizer.encode(text));
  }

  private static void writeFull(JsonGenerator json, Encoding encoding) throws IOException {
    json.writeArrayFieldStart("word_ids");
    for (int word : encoding.wordIds()) {
      if (word < 0) {
        json.writeNull();
      } else {
        json.writeNumber(word);
      }
    }
    json.writeEndArray();
    writeInts(json, "type_ids", encoding.typeIds());
    writeInts(json, "special_tokens_mask", encoding.specialMask());
  }

  private static void writeInts(JsonGenerator json, String field, int[] values) throws IOException {
    json.writeFieldName(field);
    json.writeArray(values, 0, values.length);
  }
}
