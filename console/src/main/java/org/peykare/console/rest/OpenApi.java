package org.peykare.console.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.peykare.console.rest.Endpoint.Answer;
import org.peykare.console.server.Problem;

/// The description of the interface in OpenAPI 3.1, made of the endpoints themselves.
final class OpenApi {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern IN_PATH = Pattern.compile("\\{([a-z]+)}");

  private final ObjectNode root = MAPPER.createObjectNode();
  private final Schemas schemas = new Schemas(MAPPER);

  private OpenApi() {}

  static String describe(List<Endpoint> endpoints) {
    return new OpenApi().text(endpoints);
  }

  private String text(List<Endpoint> endpoints) {
    root.put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Peykare")
        .put("version", "1")
        .put(
            "description",
            "Seeds, crawl, corpus and training of a running platform. Errors are problems of RFC 9457.");
    ObjectNode paths = root.putObject("paths");
    endpoints.forEach(endpoint -> describe(endpoint, paths));
    ObjectNode components = root.putObject("components");
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "needed where the setting console.token is set");
    root.putArray("security").addObject().putArray("token");
    root.withArray("security").addObject();
    components.set("schemas", schemas.all());
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot describe the interface", e);
    }
  }

  private void describe(Endpoint endpoint, ObjectNode paths) {
    ObjectNode operation =
        paths
            .withObjectProperty(RestApi.ROOT + endpoint.path())
            .putObject(endpoint.method().name().toLowerCase(Locale.ROOT));
    operation.put("summary", endpoint.summary());
    parameters(endpoint, operation);
    if (endpoint.body() != null) {
      content(
          operation.putObject("requestBody").put("required", true),
          "application/json",
          endpoint.body());
    }
    ObjectNode responses = operation.putObject("responses");
    switch (endpoint.answer()) {
      case Answer.Nothing _ -> responses.putObject("204").put("description", "done");
      case Answer.One one ->
          content(
              responses.putObject(Integer.toString(one.status())).put("description", "done"),
              "application/json",
              one.type());
      case Answer.Lines lines ->
          content(
              responses.putObject("200").put("description", "one JSON value a line"),
              "application/x-ndjson",
              lines.type());
    }
    content(
        responses.putObject("default").put("description", "what was wrong, and the remedy"),
        "application/problem+json",
        Problem.class);
  }

  private void content(ObjectNode in, String mediaType, Class<?> type) {
    in.putObject("content").putObject(mediaType).set("schema", schemas.of(type));
  }

  private static void parameters(Endpoint endpoint, ObjectNode operation) {
    ArrayNode parameters = MAPPER.createArrayNode();
    IN_PATH
        .matcher(endpoint.path())
        .results()
        .map(MatchResult::group)
        .forEach(name ->
            parameters
                .addObject()
                .put("name", name.substring(1, name.length() - 1))
                .put("in", "path")
                .put("required", true)
                .putObject("schema")
                .put("type", "string"));
    for (Endpoint.Parameter parameter : endpoint.parameters()) {
      parameters
          .addObject()
          .put("name", parameter.name())
          .put("in", "query")
          .put("description", parameter.description())
          .put("required", parameter.need() == Endpoint.Need.REQUIRED)
          .putObject("schema")
          .put("type", "string");
    }
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
  }
}
