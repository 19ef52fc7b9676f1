package org.peykare.corpus.extract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// What a page says of itself in JSON-LD (schema.org): the object that describes the article or the
/// page.
final class JsonLd {
  private static final JsonCodec<JsonNode> CODEC = JsonCodec.of(JsonNode.class);
  private static final int MOST_SCRIPTS = 8;
  private static final int LONGEST_SCRIPT = 200_000;
  private static final int MOST_OBJECTS = 64;

  private static final Set<String> PAGES =
      Set.of("WebPage", "ItemPage", "AboutPage", "FAQPage", "Product", "Recipe", "Book", "Course");

  private final @Nullable JsonNode described;

  private JsonLd(@Nullable JsonNode described) {
    this.described = described;
  }

  /// The description in `dom`; an empty one where there is none or it is no JSON.
  static JsonLd of(Document dom) {
    List<JsonNode> objects = new ArrayList<>();
    int scripts = 0;
    for (Element script : dom.getElementsByAttributeValue("type", "application/ld+json")) {
      String json = script.data();
      if (json.length() > LONGEST_SCRIPT || scripts++ >= MOST_SCRIPTS) {
        continue;
      }
      try {
        collect(CODEC.fromJson(json), objects);
      } catch (IllegalArgumentException e) {
        continue; // Broken JSON is common and says nothing.
      }
    }
    return new JsonLd(best(objects));
  }

  private static void collect(@Nullable JsonNode node, List<JsonNode> objects) {
    if (node == null || objects.size() >= MOST_OBJECTS) {
      return;
    }
    if (node.isArray()) {
      node.forEach(item -> collect(item, objects));
    } else if (node.isObject()) {
      objects.add(node);
      collect(node.get("@graph"), objects);
      collect(node.get("mainEntity"), objects);
    }
  }

  private static @Nullable JsonNode best(List<JsonNode> objects) {
    for (JsonNode object : objects) {
      String type = type(object);
      if (type.endsWith("Article") || type.endsWith("Posting")) {
        return object;
      }
    }
    return objects.stream().filter(object -> PAGES.contains(type(object))).findFirst().orElse(null);
  }

  private static String type(JsonNode object) {
    JsonNode type = object.path("@type");
    return type.isArray() ? type.path(0).asText("") : type.asText("");
  }

  /// A text, or the name or address of an object, or of the first in a list.
  @Nullable String text(String name) {
    return described == null ? null : text(described.path(name));
  }

  private static @Nullable String text(JsonNode value) {
    JsonNode node = value.isArray() ? value.path(0) : value;
    if (node.isObject()) {
      JsonNode named = node.hasNonNull("name") ? node.path("name") : node.path("@id");
      return named.isTextual() ? named.asText() : null;
    }
    return node.isTextual() ? node.asText() : null;
  }
}
