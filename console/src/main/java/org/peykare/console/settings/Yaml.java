package org.peykare.console.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Objects;

/// Faults of YAML files, for people.
public final class Yaml {
  private Yaml() {}

  /// What is wrong and where, without the library's own words about itself.
  public static String fault(JsonProcessingException e) {
    String what =
        Objects.requireNonNullElse(e.getOriginalMessage(), "unreadable")
            .lines()
            .findFirst()
            .orElse("");
    return e.getLocation() == null
        ? what
        : "line %d: %s".formatted(e.getLocation().getLineNr(), what);
  }
}
