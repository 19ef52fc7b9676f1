package org.peykare.console.rest;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// One route of the interface: what it takes, what it answers and how.
///
/// @param path below `/api/v1`, with `{name}` for parameters in it
/// @param parameters of the query
/// @param body what the request carries, where it carries something
/// @param answer what comes back where all is well
record Endpoint(
    HandlerType method,
    String path,
    String summary,
    List<Parameter> parameters,
    @Nullable Class<?> body,
    Answer answer,
    Action action) {

  /// A parameter of the query.
  ///
  /// @param need whether it may be left out
  record Parameter(String name, String description, Need need) {}

  enum Need {
    REQUIRED,
    OPTIONAL
  }

  /// What comes back.
  sealed interface Answer {
    /// Nothing but the status 204.
    record Nothing() implements Answer {}

    /// One JSON value, with a status.
    record One(int status, Class<?> type) implements Answer {}

    /// A JSON value per line.
    record Lines(Class<?> type) implements Answer {}
  }

  @FunctionalInterface
  interface Action {
    void run(Context context) throws Exception;
  }

  static Endpoint of(
      HandlerType method, String path, String summary, Answer answer, Action action) {
    return new Endpoint(method, path, summary, List.of(), null, answer, action);
  }

  Endpoint taking(Class<?> type) {
    return new Endpoint(method, path, summary, parameters, type, answer, action);
  }

  Endpoint with(Parameter... query) {
    return new Endpoint(method, path, summary, List.of(query), body, answer, action);
  }

  /// The body of the request.
  ///
  /// @throws IllegalArgumentException when it is none, or has a field that `type` does not know
  static <T> T body(Context context, Class<T> type) {
    return JsonCodec.strict(type).fromBytes(context.bodyAsBytes());
  }

  /// The query parameter `name`.
  ///
  /// @throws IllegalArgumentException when it is missing
  static String required(Context context, String name) {
    String value = context.queryParam(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "Cannot %s %s: the parameter %s is missing"
              .formatted(context.method().name(), context.path(), name));
    }
    return value;
  }

  static <T> void answer(Context context, int status, Class<T> type, T value) {
    context
        .status(status)
        .contentType("application/json")
        .result(JsonCodec.of(type).toBytes(value));
  }
}
