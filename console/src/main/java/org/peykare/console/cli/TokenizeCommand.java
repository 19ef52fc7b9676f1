package org.peykare.console.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.peykare.formats.shards.DatasetCard;
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

  @Override
  public Integer call() {
    DatasetCard card = Shards.write(dir.path(), snapshot, tokenizer, out, validationShare);
    for (DatasetCard.Part part : card.parts()) {
      System.out.printf(
          "%s: train %,d documents, %,d tokens; validation %,d documents, %,d tokens%n",
          part.name(),
          part.train().documents(),
          part.train().tokens(),
          part.validation().documents(),
          part.validation().tokens());
    }
    return 0;
  }
}
