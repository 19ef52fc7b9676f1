package org.peykare.crawler.fetch;

import java.util.List;
import java.util.Optional;

/// The head of an HTTP response.
///
/// @param status the status code
/// @param protocol the version of the exchange: `http/1.0`, `http/1.1` or `h2`
/// @param headers header fields in the order they came
public record Head(int status, String protocol, List<Field> headers) {
  /// A header field.
  public record Field(String name, String value) {}

  public Head {
    headers = List.copyOf(headers);
  }

  /// The first value of `name`, in any case.
  public Optional<String> first(String name) {
    for (Field field : headers) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /// All values of `name`, in any case.
  public List<String> all(String name) {
    return headers.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }
}
