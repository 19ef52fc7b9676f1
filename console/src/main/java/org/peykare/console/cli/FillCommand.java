package org.peykare.console.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.peykare.console.fill.Filler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `peykare fill`: the best words for a blank.
@Command(
    name = "fill",
    mixinStandardHelpOptions = true,
    description = "Fills the blanks of a text with a trained model.")
final class FillCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TEXT", description = "A text with [MASK] in it.")
  private String text = "";

  @Option(
      names = "--model",
      required = true,
      paramLabel = "D",
      description = "A checkpoint, or a training's output folder.")
  private Path model = Path.of("");

  @Option(
      names = "--candidates",
      split = ",",
      paramLabel = "A,B,C",
      description = "Rank these words for the blank.")
  private @Nullable List<String> candidates;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "5",
      description = "Words per blank (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Checks.between("--top", top, 1, 1_000);
    try (Filler filler = Filler.open(model)) {
      List<List<Filler.Answer>> answers =
          candidates == null ? filler.words(text, top) : List.of(filler.rank(text, candidates));
      if (json) {
        List<Object> blanks = new ArrayList<>();
        for (List<Filler.Answer> atBlank : answers) {
          blanks.add(
              atBlank.stream()
                  .map(answer ->
                      new Json()
                          .with("text", answer.text())
                          .with("probability", answer.probability())
                          .with("log_probability", answer.logProbability())
                          .map())
                  .toList());
        }
        new Json().with("text", text).with("blanks", blanks).print();
      } else {
        for (List<Filler.Answer> atBlank : answers) {
          atBlank.forEach(
              answer -> System.out.printf("%8.5f  %s%n", answer.probability(), answer.text()));
          System.out.println();
        }
      }
    }
    return 0;
  }
}
