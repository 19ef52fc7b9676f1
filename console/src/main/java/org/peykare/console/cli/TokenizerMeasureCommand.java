package org.peykare.console.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.Tokenizer;
import org.peykare.tokenizer.TokenizerComparison;
import org.peykare.tokenizer.measure.Measurement;
import org.peykare.tokenizer.measure.VocabularyChoice;
import org.peykare.tokenizer.text.DocumentPart;
import org.peykare.tokenizer.text.LanguageWeights;
import org.peykare.tokenizer.text.TextSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `peykare tokenizer measure`: tokenizers side by side, per language.
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    description = {
      "Measures tokenizers side by side on held-out text, per language.",
      "Of a snapshot, the documents are measured that tokenizer train --hold-out SHARE leaves out.",
      "Words are runs of characters that are not white space; whole: words of letters that lie in one token; Rényi: efficiency of order 2.5; partial: tokens that are bytes of a character."
    })
final class TokenizerMeasureCommand implements Callable<Integer> {
  @Mixin private DirOption dir = new DirOption();

  @Option(
      names = "--tokenizer",
      required = true,
      paramLabel = "D",
      description = "A folder or a tokenizer.json; repeatable.")
  private List<Path> tokenizers = List.of();

  @Parameters(
      arity = "0..*",
      paramLabel = "[LANG=]FILE",
      description = "Text files, each line a text; the files of a language are one.")
  private @Nullable List<String> files;

  @Option(names = "--snapshot", paramLabel = "S", description = "A tag or an id.")
  private @Nullable String snapshot;

  @Option(
      names = "--held-out",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description = "With --snapshot: the share that was held out (default: ${DEFAULT-VALUE}).")
  private double heldOut;

  @Option(names = "--json", description = "A line of JSON for each language and tokenizer.")
  private boolean json;

  @Override
  public Integer call() {
    Map<String, TextSource> sources = sources();
    Map<String, Tokenizer> loaded = new LinkedHashMap<>();
    for (Path path : tokenizers) {
      if (loaded.put(path.toString(), Tokenizer.load(path)) != null) {
        throw new IllegalArgumentException("--tokenizer %s was named twice".formatted(path));
      }
    }
    TokenizerComparison.Result result = new TokenizerComparison(loaded).run(sources);
    if (json) {
      printJson(result, loaded);
    } else {
      printTable(result, loaded);
    }
    return 0;
  }

  private Map<String, TextSource> sources() {
    if ((snapshot == null) == (files == null)) {
      throw new IllegalArgumentException("Name either --snapshot S or text files");
    }
    if (snapshot != null) {
      return Map.of(
          "",
          new TextSource.Snapshot(
              dir.catalog(), snapshot, LanguageWeights.NONE, new DocumentPart.HeldOut(heldOut)));
    }
    Map<String, List<Path>> byLanguage = new LinkedHashMap<>();
    for (String named : files == null ? List.<String>of() : files) {
      int equals = Files.exists(Path.of(named)) ? -1 : named.indexOf('=');
      Path file = Checks.file("the text", Path.of(named.substring(equals + 1)));
      String language = equals < 0 ? file.getFileName().toString() : named.substring(0, equals);
      byLanguage.computeIfAbsent(language, _ -> new ArrayList<>()).add(file);
    }
    Map<String, TextSource> sources = new LinkedHashMap<>();
    byLanguage.forEach((language, of) -> sources.put(language, new TextSource.Lines(of)));
    return sources;
  }

  private static void printTable(TokenizerComparison.Result result, Map<String, Tokenizer> loaded) {
    int wide = loaded.keySet().stream().mapToInt(String::length).max().orElse(0);
    String row = "%-" + Math.max(9, wide) + "s %10s %11s %11s %7s %7s %8s %8s %11s%n";
    result
        .languages()
        .forEach((language, byName) -> {
          Measurement any = byName.values().iterator().next();
          System.out.printf(
              "%s: %,d texts, %,d bytes, %,d words%n",
              language, any.texts(), any.bytes(), any.words());
          System.out.printf(
              row,
              "tokenizer",
              "vocabulary",
              "tokens/word",
              "bytes/token",
              "Rényi",
              "whole",
              "unknown",
              "partial",
              "come back");
          byName.forEach((name, m) ->
              System.out.printf(
                  row,
                  name,
                  "%,d".formatted(size(loaded, name)),
                  "%.3f".formatted(m.tokensPerWord()),
                  "%.3f".formatted(m.bytesPerToken()),
                  "%.3f".formatted(m.renyiEfficiency()),
                  percent(m.wholeWordShare()),
                  percent(m.unknownShare()),
                  percent(m.partialShare()),
                  percent((double) m.roundTrips() / m.texts())));
          System.out.println();
        });
    if (result.choice().steps().size() > 1) {
      printChoice(result.choice());
    }
  }

  private static void printChoice(VocabularyChoice choice) {
    System.out.printf(
        "%10s %14s  %s%n", "vocabulary", "tokens in all", "twice the size would save");
    for (VocabularyChoice.Step step : choice.steps()) {
      System.out.printf(
          "%,10d %,14d  %s%n",
          step.size(),
          step.tokens(),
          step.saving().map(TokenizerMeasureCommand::percent).orElse("-"));
    }
    double least = 100 * VocabularyChoice.LEAST_SAVING;
    System.out.println(
        choice
            .picked()
            .map(size ->
                "Enough: %,d; twice the size would save less than %.0f %% of the tokens"
                    .formatted(size, least))
            .orElse(
                "None is enough: twice the size saves %.0f %% of the tokens or more; try larger ones"
                    .formatted(least)));
  }

  private static String percent(double share) {
    return "%.2f %%".formatted(100 * share);
  }

  private static int size(Map<String, Tokenizer> loaded, String name) {
    Tokenizer tokenizer = loaded.get(name);
    return tokenizer == null ? 0 : tokenizer.vocabularySize();
  }

  private static void printJson(TokenizerComparison.Result result, Map<String, Tokenizer> loaded) {
    result
        .languages()
        .forEach((language, byName) ->
            byName.forEach((name, m) ->
                new Json()
                    .with("language", language)
                    .with("tokenizer", name)
                    .with("vocabulary_size", size(loaded, name))
                    .with("texts", m.texts())
                    .with("bytes", m.bytes())
                    .with("words", m.words())
                    .with("tokens", m.tokens())
                    .with("tokens_per_word", m.tokensPerWord())
                    .with("bytes_per_token", m.bytesPerToken())
                    .with("renyi_efficiency", m.renyiEfficiency())
                    .with("whole_word_share", m.wholeWordShare())
                    .with("unknown_share", m.unknownShare())
                    .with("partial_share", m.partialShare())
                    .with("round_trips", m.roundTrips())
                    .print()));
    result.choice().picked().ifPresent(size -> new Json().with("enough_vocabulary", size).print());
  }
}
