package org.peykare.tokenizer.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.peykare.tokenizer.pipeline.TemplateProcessing;
import org.peykare.tokenizer.pipeline.TemplateProcessing.Part;

/// `TemplateProcessing` of a `tokenizer.json`.
final class TemplateJson {
  private TemplateJson() {}

  static TemplateProcessing read(Json json) {
    json.fields("type", "single", "pair", "special_tokens");
    Json special = json.get("special_tokens").object();
    return new TemplateProcessing(
        parts(json.get("single").array(), special), parts(json.get("pair").array(), special));
  }

  private static List<Part> parts(Json template, Json special) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < template.size(); i++) {
      parts.addAll(part(template.at(i).object(), special));
    }
    return parts;
  }

  private static List<Part> part(Json json, Json special) {
    json.fields("SpecialToken", "Sequence");
    Json sequence = json.get("Sequence");
    if (!sequence.isNull()) {
      int typeId = sequence.get("type_id").number();
      return switch (sequence.get("id").text()) {
        case "A" -> List.of(new Part.First(typeId));
        case "B" -> List.of(new Part.Second(typeId));
        default -> throw sequence.get("id").invalid("A or B");
      };
    }
    Json token = json.get("SpecialToken").object();
    String name = token.get("id").text();
    Json ids = special.get(name).object().get("ids").array();
    int typeId = token.get("type_id").number();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      parts.add(new Part.Special(name, ids.at(i).number(), typeId));
    }
    return parts;
  }

  static ObjectNode write(TemplateProcessing template) {
    ObjectNode json = TokenizerJson.MAPPER.createObjectNode();
    json.put("type", "TemplateProcessing");
    json.set("single", parts(template.single()));
    json.set("pair", parts(template.pair()));
    ObjectNode special = json.putObject("special_tokens");
    ids(template).forEach((token, id) -> special(special.putObject(token), token, id));
    return json;
  }

  private static ArrayNode parts(List<Part> parts) {
    ArrayNode array = TokenizerJson.MAPPER.createArrayNode();
    for (Part part : parts) {
      boolean isToken = part instanceof Part.Special;
      ObjectNode json = array.addObject().putObject(isToken ? "SpecialToken" : "Sequence");
      json.put(
          "id",
          switch (part) {
            case Part.First _ -> "A";
            case Part.Second _ -> "B";
            case Part.Special token -> token.token();
          });
      json.put("type_id", part.typeId());
    }
    return array;
  }

  private static Map<String, Integer> ids(TemplateProcessing template) {
    Map<String, Integer> ids = new TreeMap<>();
    Stream.concat(template.single().stream(), template.pair().stream())
        .forEach(part -> {
          if (part instanceof Part.Special token) {
            ids.put(token.token(), token.id());
          }
        });
    return ids;
  }

  private static void special(ObjectNode json, String token, int id) {
    json.put("id", token);
    json.putArray("ids").add(id);
    json.putArray("tokens").add(token);
  }
}
