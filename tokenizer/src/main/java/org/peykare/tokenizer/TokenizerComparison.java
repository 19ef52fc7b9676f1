package org.peykare.tokenizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.peykare.tokenizer.measure.Measurement;
import org.peykare.tokenizer.measure.Tally;
import org.peykare.tokenizer.measure.VocabularyChoice;
import org.peykare.tokenizer.text.TextReader;
import org.peykare.tokenizer.text.TextSource;

/// Measures tokenizers side by side on the same text, per language.
public final class TokenizerComparison {
  private final Map<String, Tokenizer> tokenizers;

  /// What was measured.
  ///
  /// @param languages by language, then by the tokenizer's name
  /// @param choice which vocabulary size is enough, going by all text
  public record Result(Map<String, Map<String, Measurement>> languages, VocabularyChoice choice) {}

  /// A comparison of tokenizers by name.
  public TokenizerComparison(Map<String, Tokenizer> tokenizers) {
    this.tokenizers = new LinkedHashMap<>(tokenizers);
  }

  /// Measures on texts by language. The documents of a snapshot have languages of their own; the
  /// name it goes by counts for nothing.
  ///
  /// @throws IllegalArgumentException when a source does not exist or has no text
  public Result run(Map<String, TextSource> sources) {
    Map<String, Map<String, Tally>> tallies = new TreeMap<>();
    sources.forEach((language, source) -> {
      if (source instanceof TextSource.Snapshot snapshot) {
        TextReader.forEachDocument(
            snapshot, document -> add(tallies, document.lang(), document.text()));
      } else {
        TextReader.forEach(source, text -> add(tallies, language, text));
      }
    });
    if (tallies.isEmpty()) {
      throw new IllegalArgumentException("Cannot measure a tokenizer: the source has no text");
    }
    Map<String, Map<String, Measurement>> languages = new TreeMap<>();
    Map<String, Long> tokens = new TreeMap<>();
    tallies.forEach((language, byName) -> {
      Map<String, Measurement> measured = new LinkedHashMap<>();
      byName.forEach((name, tally) -> {
        measured.put(name, tally.measurement());
        tokens.merge(name, tally.measurement().tokens(), Long::sum);
      });
      languages.put(language, measured);
    });
    List<VocabularyChoice.Size> sizes = new ArrayList<>();
    tokenizers.forEach((name, tokenizer) ->
        sizes.add(
            new VocabularyChoice.Size(tokenizer.vocabularySize(), tokens.getOrDefault(name, 0L))));
    return new Result(languages, VocabularyChoice.among(sizes));
  }

  private void add(Map<String, Map<String, Tally>> tallies, String language, String text) {
    tallies.computeIfAbsent(language, _ -> fresh()).values().forEach(tally -> tally.add(text));
  }

  private Map<String, Tally> fresh() {
    Map<String, Tally> byName = new LinkedHashMap<>();
    tokenizers.forEach((name, tokenizer) -> byName.put(name, new Tally(tokenizer.pipeline())));
    return byName;
  }
}
