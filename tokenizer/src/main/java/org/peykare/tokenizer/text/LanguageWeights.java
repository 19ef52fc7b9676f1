package org.peykare.tokenizer.text;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How often a document of a language is written to the train split: a weight of 2 writes each
/// twice, of 0.5 every second one, chosen by its id; 0 leaves the language out altogether.
/// Languages that are not named have the weight 1. Held-out documents are never repeated or
/// thinned.
///
/// @param weights by language, 0 to 1,000
public record LanguageWeights(Map<String, Double> weights) {
  /// Every document once.
  public static final LanguageWeights NONE = new LanguageWeights(Map.of());

  private static final double LARGEST = 1_000;

  public LanguageWeights {
    weights = Map.copyOf(weights);
    weights.forEach((language, weight) -> {
      if (language.isBlank() || !(weight >= 0 && weight <= LARGEST)) {
        throw new IllegalArgumentException(
            "Invalid weight of language '%s': %s (must be 0..%,.0f)"
                .formatted(language, weight, LARGEST));
      }
    });
  }

  /// The weights in the order of the languages.
  public Map<String, Double> sorted() {
    return new TreeMap<>(weights);
  }

  /// Checks that every language that is weighed is there.
  ///
  /// @throws IllegalArgumentException when one is not
  void check(Set<String> languages) {
    for (String language : sorted().keySet()) {
      if (!languages.contains(language)) {
        throw new IllegalArgumentException(
            "Invalid language: %s (the snapshot has %s)"
                .formatted(language, String.join(", ", languages)));
      }
    }
  }

  /// How often the document `id` is taken.
  public int copies(String language, String id) {
    double weight = weights.getOrDefault(language, 1.0);
    int whole = (int) weight;
    double rest = weight - whole;
    // The last bits: the first ones decide about the split.
    return rest > 0 && fraction(id) < rest ? whole + 1 : whole;
  }

  /// Whether no document of the language is taken.
  public boolean leavesOut(String language) {
    return weights.getOrDefault(language, 1.0) == 0;
  }

  private static double fraction(String id) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(US_ASCII));
      return (ByteBuffer.wrap(digest).getLong(24) >>> 11) * 0x1p-53;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no SHA-256", e);
    }
  }
}
