package org.peykare.console.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// Speaks to the REST of a running platform. What it refuses comes as the exception that the
/// platform itself would throw: bad input as [IllegalArgumentException], what is not there as
/// [NoSuchElementException], all else as [IllegalStateException].
final class RestClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final String root;
  private final @Nullable String token;

  RestClient(String url, @Nullable String token) {
    this.root = url.replaceAll("/+$", "") + RestApi.ROOT;
    this.token = token;
  }

  <T> T get(String path, Class<T> type) {
    return JsonCodec.of(type).fromBytes(ask("GET", path, BodyPublishers.noBody()));
  }

  <B, T> T post(String path, Class<B> bodyType, B body, Class<T> type) {
    return JsonCodec.of(type).fromBytes(ask("POST", path, json(bodyType, body)));
  }

  <B, T> T put(String path, Class<B> bodyType, B body, Class<T> type) {
    return JsonCodec.of(type).fromBytes(ask("PUT", path, json(bodyType, body)));
  }

  <B> void put(String path, Class<B> bodyType, B body) {
    ask("PUT", path, json(bodyType, body));
  }

  /// @return false where there was none
  boolean delete(String path) {
    try {
      ask("DELETE", path, BodyPublishers.noBody());
      return true;
    } catch (NoSuchElementException none) {
      return false;
    }
  }

  /// Gives each line of the answer to `consumer` as it comes.
  ///
  /// @return how many there were
  <T> long lines(String path, Class<T> type, Consumer<T> consumer) {
    JsonCodec<T> codec = JsonCodec.of(type);
    HttpResponse<Stream<String>> response =
        send("GET", path, BodyPublishers.noBody(), BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      if (response.statusCode() != 200) {
        throw problem(response.statusCode(), lines.reduce("", String::concat));
      }
      long[] count = {0};
      lines.forEach(line -> {
        consumer.accept(codec.fromJson(line));
        count[0]++;
      });
      return count[0];
    } catch (UncheckedIOException e) {
      throw new IllegalStateException(
          "The answer of %s%s was cut: the platform stopped or met an error; its log says which"
              .formatted(root, path),
          e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    client.close();
  }

  private static <B> BodyPublisher json(Class<B> type, B body) {
    return BodyPublishers.ofByteArray(JsonCodec.of(type).toBytes(body));
  }

  private byte[] ask(String method, String path, BodyPublisher body) {
    HttpResponse<byte[]> response = send(method, path, body, BodyHandlers.ofByteArray());
    if (response.statusCode() / 100 != 2) {
      throw problem(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    }
    return response.body();
  }

  private <R> HttpResponse<R> send(
      String method, String path, BodyPublisher body, BodyHandler<R> handler) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .method(method, body)
            .header("Content-Type", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot reach the running platform at %s: %s; it may be stopping, try again"
              .formatted(root, e.getMessage() == null ? e.toString() : e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking the running platform", e);
    }
  }

  private static RuntimeException problem(int status, String answer) {
    String detail = detail(status, answer);
    return switch (status) {
      case 400, 413 -> new IllegalArgumentException(detail);
      case 404 -> new NoSuchElementException(detail);
      default -> new IllegalStateException(detail);
    };
  }

  private static String detail(int status, String answer) {
    try {
      JsonNode detail = MAPPER.readTree(answer).get("detail");
      if (detail != null && detail.isTextual()) {
        return detail.asText();
      }
    } catch (IOException notJson) {
      // Some other program answers at that address; the status says all there is.
    }
    return "The running platform answered HTTP " + status;
  }
}
