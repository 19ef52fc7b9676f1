package org.peykare.corpus.filter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.peykare.formats.JsonCodec;

/// Reads `thresholds.json`.
final class BuiltInThresholds {
  /// The file.
  ///
  /// @param languages thresholds by language; `*` for all others
  record File(Map<String, Thresholds> languages) {
    File {
      languages = new TreeMap<>(languages);
    }
  }

  private static final String ALL_OTHERS = "*";
  private static final Map<String, Thresholds> BUILT_IN = read("thresholds.json").languages();
  private static final Thresholds NEUTRAL = neutral();

  private BuiltInThresholds() {}

  static Thresholds of(String language) {
    return BUILT_IN.getOrDefault(language, NEUTRAL);
  }

  private static Thresholds neutral() {
    Thresholds neutral = BUILT_IN.get(ALL_OTHERS);
    if (neutral == null) {
      throw new IllegalStateException("thresholds.json has no entry " + ALL_OTHERS);
    }
    return neutral;
  }

  private static File read(String resource) {
    try (InputStream in = BuiltInThresholds.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "Missing resource " + resource + " beside " + BuiltInThresholds.class);
      }
      return JsonCodec.of(File.class)
          .fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource " + resource, e);
    }
  }
}
