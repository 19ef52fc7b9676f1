package org.peykare.tokenizer.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a tokenizer comes from; specified in `formats/tokenizer.md`.
///
/// @param text what it was learned from
/// @param settings how
/// @param measures what came out, on the text it was learned from
/// @param sha256 of the other files, by name
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TokenizerCard(
    Text text, Settings settings, Measures measures, Map<String, String> sha256) {
  /// The file's name in a folder.
  public static final String FILE = "tokenizer_card.json";

  /// What a tokenizer was learned from.
  ///
  /// @param kind `snapshot`, `files`, `standard input` or `texts`
  /// @param snapshot id of the snapshot
  /// @param languages weights of languages other than 1
  /// @param heldOut share of the documents that were left out, to measure on
  /// @param files names of the files
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Text(
      String kind,
      @Nullable String snapshot,
      @Nullable Map<String, Double> languages,
      @Nullable Double heldOut,
      @Nullable List<String> files) {}

  /// How a tokenizer was learned.
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Settings(
      int vocabularySize,
      long minFrequency,
      List<String> specialTokens,
      String preTokenizer,
      List<String> normalizers) {}

  /// What a training saw and made.
  ///
  /// @param texts texts read
  /// @param characters their length in UTF-16 units
  /// @param preTokens pre-tokens counted
  /// @param distinctPreTokens different ones among them
  /// @param bytes their UTF-8 bytes
  /// @param tokens tokens that they become
  /// @param vocabularySize entries of the vocabulary
  /// @param merges merges learned
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Measures(
      long texts,
      long characters,
      long preTokens,
      long distinctPreTokens,
      long bytes,
      long tokens,
      int vocabularySize,
      int merges) {}

  /// The text of the card.
  public String print() {
    return TokenizerJson.pretty(TokenizerJson.MAPPER.valueToTree(this));
  }
}
