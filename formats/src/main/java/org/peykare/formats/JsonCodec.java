package org.peykare.formats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads and writes one record type as JSON: snake_case names, ISO-8601 times, no null fields,
/// unknown fields ignored so that a newer writer does not break an older reader.
public final class JsonCodec<T> {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /// For what people write: a field that is not known is a mistake, and a number is no text.
  private static final JsonMapper STRICT =
      MAPPER
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withCoercionConfig(
              LogicalType.Textual,
              textual ->
                  textual
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private final Class<T> type;
  private final JsonMapper mapper;

  private JsonCodec(Class<T> type, JsonMapper mapper) {
    this.type = type;
    this.mapper = mapper;
  }

  /// The codec of `type`, which should be a record.
  public static <T> JsonCodec<T> of(Class<T> type) {
    return new JsonCodec<>(type, MAPPER);
  }

  /// A codec of `type` for what people write: unknown fields, and numbers where text is expected,
  /// are refused.
  public static <T> JsonCodec<T> strict(Class<T> type) {
    return new JsonCodec<>(type, STRICT);
  }

  /// `value` as UTF-8 JSON on one line.
  public byte[] toBytes(T value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + type.getSimpleName() + " as JSON", e);
    }
  }

  /// `value` as JSON on one line.
  public String toJson(T value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + type.getSimpleName() + " as JSON", e);
    }
  }

  /// `value` as indented JSON, for files that people read.
  public String toPrettyJson(T value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + type.getSimpleName() + " as JSON", e);
    }
  }

  /// The value of UTF-8 JSON `bytes`.
  ///
  /// @throws IllegalArgumentException when the bytes are not such a value; the message says where
  public T fromBytes(byte[] bytes) {
    try {
      return given(mapper.readValue(bytes, type));
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /// The value of the JSON text `json`.
  ///
  /// @throws IllegalArgumentException when the text is not such a value; the message says where
  public T fromJson(String json) {
    try {
      return given(mapper.readValue(json, type));
    } catch (JsonProcessingException e) {
      throw invalid(e);
    }
  }

  private T given(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(
          "Invalid %s in JSON: it is null (must be an object)".formatted(type.getSimpleName()));
    }
    return value;
  }

  private IllegalArgumentException invalid(IOException e) {
    return new IllegalArgumentException(
        "Invalid %s in JSON: %s".formatted(type.getSimpleName(), reason(e)), e);
  }

  /// What is wrong and where, without the library's own words about itself.
  private static String reason(IOException e) {
    if (!(e instanceof JsonProcessingException json)) {
      return String.valueOf(e.getMessage());
    }
    if (e.getCause() instanceof IllegalArgumentException own && own.getMessage() != null) {
      return own.getMessage();
    }
    String field =
        e instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(
                    at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
                .collect(Collectors.joining("."))
            : "";
    String what = String.valueOf(json.getOriginalMessage());
    String where =
        json.getLocation() == null
            ? ""
            : " (line %d, column %d)"
                .formatted(json.getLocation().getLineNr(), json.getLocation().getColumnNr());
    return (field.isEmpty() ? "" : "field " + field + ": ") + plain(what) + where;
  }

  /// Java's names for things say nothing to those who wrote the JSON.
  private static String plain(String what) {
    return what.replaceAll(
            "`?[a-z]+(\\.[a-z0-9]+)+\\.(?:[A-Za-z]+\\$)*([A-Z][A-Za-z]*)`?(<[^>]*>)?", "$2")
        .replaceAll(" \\(although at least one Creator exists\\)", "")
        .replaceAll("REDACTED \\(`[^`]*` disabled\\)", "")
        .replaceAll("\\s+", " ");
  }
}
