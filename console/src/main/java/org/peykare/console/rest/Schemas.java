package org.peykare.console.rest;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// JSON schemas of records, as `JsonCodec` writes them.
final class Schemas {
  private final ObjectMapper mapper;
  private final Map<String, ObjectNode> byName = new TreeMap<>();

  Schemas(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /// All schemas that were asked for, by name.
  ObjectNode all() {
    ObjectNode all = mapper.createObjectNode();
    byName.forEach(all::set);
    return all;
  }

  /// The schema of `type`, or a reference to it.
  ObjectNode of(Type type) {
    ObjectNode schema = mapper.createObjectNode();
    switch (type) {
      case ParameterizedType generic -> collection(generic, schema);
      case Class<?> plain when plain.isRecord() || plain.isSealed() -> {
        String name = name(plain);
        if (!byName.containsKey(name)) {
          ObjectNode described = mapper.createObjectNode();
          byName.put(name, described);
          describe(plain, described);
        }
        schema.put("$ref", "#/components/schemas/" + name);
      }
      case Class<?> plain -> value(plain, schema);
      default -> throw new IllegalStateException("Cannot describe the type " + type);
    }
    return schema;
  }

  private void collection(ParameterizedType generic, ObjectNode schema) {
    Class<?> raw = (Class<?>) generic.getRawType();
    Type[] arguments = generic.getActualTypeArguments();
    if (Collection.class.isAssignableFrom(raw)) {
      schema.put("type", "array").set("items", of(arguments[0]));
    } else if (Map.class.isAssignableFrom(raw)) {
      schema.put("type", "object").set("additionalProperties", of(arguments[1]));
    } else {
      throw new IllegalStateException("Cannot describe the type " + generic);
    }
  }

  private void describe(Class<?> type, ObjectNode schema) {
    JsonSubTypes cases = type.getAnnotation(JsonSubTypes.class);
    if (cases != null) {
      ArrayNode oneOf = schema.putArray("oneOf");
      for (JsonSubTypes.Type one : cases.value()) {
        oneOf.add(of(one.value()));
      }
      return;
    }
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = mapper.createArrayNode();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = snakeCase(component.getName());
      properties.set(name, of(component.getGenericType()));
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(name);
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
  }

  private void value(Class<?> type, ObjectNode schema) {
    if (type.isEnum()) {
      ArrayNode values = schema.put("type", "string").putArray("enum");
      for (Object constant : type.getEnumConstants()) {
        values.add(constant.toString());
      }
    } else if (type == Instant.class) {
      schema.put("type", "string").put("format", "date-time");
    } else if (type == Duration.class) {
      schema.put("type", "string").put("format", "duration");
    } else if (type == String.class) {
      schema.put("type", "string");
    } else if (type == boolean.class || type == Boolean.class) {
      schema.put("type", "boolean");
    } else if (type == double.class || type == Double.class || type == float.class) {
      schema.put("type", "number");
    } else if (type == int.class
        || type == Integer.class
        || type == long.class
        || type == Long.class) {
      schema.put("type", "integer");
    } else {
      throw new IllegalStateException("Cannot describe the type " + type);
    }
  }

  /// `Seed`; `VerdictKeep` for a record in an interface; what lies in `Bodies` by its own name.
  private static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    String own = type.getSimpleName().replaceAll("Body$", "");
    return outer == null || outer == Bodies.class ? own : outer.getSimpleName() + own;
  }

  static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
