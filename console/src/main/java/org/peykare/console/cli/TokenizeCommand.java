package org.peykare.console.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.peykare.console.runs.Shards;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.tokenizer.TokenizeSnapshotConfig;
import org.peykare.tokenizer.text.LanguageWeights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `peykare tokenize`: a snapshot as token shards.
@Command(
    name = "tokenize",
    mixinStandardHelpOptions = true,
    description = "Writes a snapshot as a data set of token shards (Megatron .bin/.idx).")
final class TokenizeCommand implements Callable<Integer> {
  @Mixin private DirOption dir = new DirOption();

  @Option(names = "--snapshot", required = true, paramLabel = "S", description = "A tag or an id.")
  private String snapshot = "";

  @Option(
      names = "--tokenizer",
      required = true,
      paramLabel = "D",
      description = "A folder or a tokenizer.json.")
  private Path tokenizer = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "D",
      description = "Folder to write; must not exist.")
  private Path out = Path.of("");

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description = "Share of documents held out (default: ${DEFAULT-VALUE}).")
  private double validationShare;

  @Option(
      names = "--language",
      paramLabel = "LANG=WEIGHT",
      description =
          "How often training documents of a language are written: 2 twice, 0.5 every second one, 0 none (default: 1).")
  private @Nullable Map<String, Double> languages;

  @Option(
      names = "--base",
      paramLabel = "D",
      description =
          "A data set of an earlier snapshot with the same tokenizer; only what is new is tokenized.")
  private @Nullable Path base;

  @Override
  public Integer call() {
    TokenizeSnapshotConfig config =
        TokenizeSnapshotConfig.of(dir.catalog(), snapshot, tokenizer, out)
            .withValidationShare(validationShare)
            .withWeights(new LanguageWeights(languages == null ? Map.of() : languages));
    DatasetCard card = Shards.write(base == null ? config : config.withBase(base));
    for (DatasetCard.Part part : card.parts()) {
      System.out.printf(
          "%s: train %,d documents, %,d tokens; validation %,d documents, %,d tokens; left out %,d documents%n",
          part.name(),
          part.train().keptDocuments(),
          part.train().keptTokens(),
          part.validation().keptDocuments(),
          part.validation().keptTokens(),
          part.train().excludedDocuments() + part.validation().excludedDocuments());
    }
    return 0;
  }
}
