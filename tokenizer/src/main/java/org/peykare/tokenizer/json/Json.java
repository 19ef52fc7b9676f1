package org.peykare.tokenizer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/// A part of a `tokenizer.json` with its path in the file, which every complaint names.
record Json(String path, JsonNode node) {

  Json get(String field) {
    JsonNode value = node.get(field);
    return new Json(
        path.isEmpty() ? field : path + "." + field,
        value == null ? com.fasterxml.jackson.databind.node.NullNode.getInstance() : value);
  }

  Json at(int index) {
    return new Json(path + "[" + index + "]", node.get(index));
  }

  boolean isNull() {
    return node.isNull();
  }

  int size() {
    return node.size();
  }

  /// Refuses the part when a field is set to something other than `accepted`.
  void only(String field, Object accepted) {
    Json value = get(field);
    if (!value.isNull() && !value.node.asText().equals(accepted.toString())) {
      throw value.unsupported("only " + accepted + " is");
    }
  }

  /// Refuses the part when a field is set to anything.
  void unset(String field) {
    Json value = get(field);
    if (!value.isNull()) {
      throw value.unsupported("only null is");
    }
  }

  /// Refuses the part when it has a field outside `fields`.
  void fields(String... fields) {
    Set<String> unknown = new TreeSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    Set.of(fields).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has the field %s, which is not supported".formatted(path, unknown.iterator().next()));
    }
  }

  String text() {
    if (!node.isTextual()) {
      throw invalid("a string");
    }
    return node.asText();
  }

  int number() {
    if (!node.canConvertToInt() || !node.isIntegralNumber()) {
      throw invalid("a whole number");
    }
    return node.intValue();
  }

  /// A truth value; `absent` where the field is not there.
  boolean flag(boolean absent) {
    if (isNull()) {
      return absent;
    }
    if (!node.isBoolean()) {
      throw invalid("true or false");
    }
    return node.booleanValue();
  }

  Json array() {
    if (!node.isArray()) {
      throw invalid("a list");
    }
    return this;
  }

  Json object() {
    if (!node.isObject()) {
      throw invalid("an object");
    }
    return this;
  }

  String type() {
    return object().get("type").text();
  }

  IllegalArgumentException invalid(String expected) {
    return new IllegalArgumentException(
        "%s is %s (must be %s)".formatted(path, shortened(), expected));
  }

  IllegalArgumentException unsupported(String supported) {
    return new IllegalArgumentException(
        "%s %s is not supported (%s)".formatted(path, shortened(), supported));
  }

  private String shortened() {
    String text = node.isTextual() ? node.asText() : node.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
