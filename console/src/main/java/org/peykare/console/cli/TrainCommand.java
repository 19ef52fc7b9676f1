package org.peykare.console.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.peykare.console.platform.Operations;
import org.peykare.console.rest.PlatformAccess;
import org.peykare.console.runs.Shards;
import org.peykare.console.runs.TrainSettings;
import org.peykare.formats.JsonCodec;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;
import org.peykare.tokenizer.TokenizeSnapshotConfig;
import org.peykare.trainer.Pretraining;
import org.peykare.trainer.PretrainingConfig;
import org.peykare.trainer.PretrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `peykare train`: trains models.
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    subcommands = PoliciesCommand.class,
    description = "Trains models.")
final class TrainCommand {
  private static final String NAME = "peykare train";
  private static final String POLICY = "default";

  @Command(
      name = "mlm",
      mixinStandardHelpOptions = true,
      description = {
        "Pretrains a masked language model, on token shards (--dataset) or on a snapshot",
        "(--snapshot). Settings come from --config FILE (YAML) and --set KEY=VALUE. Where a platform",
        "runs, it trains on --snapshot, and this command shows how it goes; else this process does."
      })
  int mlm(
      @Mixin DirOption dir,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description = "Settings: preset, steps, batch-size, learning-rate …")
          @Nullable Path file,
      @Option(
              names = "--set",
              paramLabel = "KEY=VALUE",
              description = "One setting; overrides the file. May be repeated.")
          @Nullable Map<String, String> set,
      @Option(names = "--dataset", paramLabel = "D", description = "A tokenized data set.")
          @Nullable Path dataset,
      @Option(
              names = "--snapshot",
              paramLabel = "S",
              description = "A tag or an id; tokenized first.")
          @Nullable String snapshot,
      @Option(
              names = "--tokenizer",
              paramLabel = "D",
              description = {
                "The tokenizer for --snapshot: its folder, or, where a platform trains, its name there",
                "(default there: the snapshot's own, trained if there is none)."
              })
          @Nullable Path tokenizer,
      @Option(
              names = "--name",
              paramLabel = "N",
              description = "Name of the run, or of the policy (default: one is made up).")
          @Nullable String name,
      @Option(
              names = "--detach",
              description = "Ask the platform for the run and do not wait for it.")
          boolean detach,
      @Option(
              names = "--on-new-snapshot",
              paramLabel = "MIN_TOKENS",
              description =
                  "Store a policy: train on each newly tagged snapshot with so many new tokens.")
          @Nullable Long onNewSnapshot,
      @Option(
              names = "--continued",
              description =
                  "With --on-new-snapshot: each run begins with the weights of the one before.")
          boolean continued,
      @Option(
              names = "--out",
              paramLabel = "D",
              description =
                  "Folder of the checkpoints (default: models/NAME of the working directory).")
          @Nullable Path out,
      @Option(names = "--resume", description = "Go on from the newest sound checkpoint.")
          boolean resume,
      @Option(names = "--json", description = "Print the result as JSON.") boolean json) {
    Map<String, String> values = new LinkedHashMap<>();
    if (file != null) {
      values.putAll(TrainSettings.read(file));
    }
    if (set != null) {
      values.putAll(set);
    }
    TrainSettings.check(values);
    String tokenizerName = tokenizer == null ? null : tokenizer.toString();
    if (onNewSnapshot != null) {
      return PoliciesCommand.make(
          dir,
          new TrainingPolicy(
              name == null ? POLICY : name,
              onNewSnapshot,
              tokenizerName,
              values,
              continued ? TrainingPolicy.Start.CONTINUED : TrainingPolicy.Start.SCRATCH,
              null,
              Instant.now()));
    }
    if (snapshot != null && dataset == null && out == null && (detach || platformRuns(dir))) {
      return ask(dir, name, snapshot, tokenizerName, values, detach, json);
    }
    Path shards = shards(dir, dataset, snapshot, tokenizer);
    Path output = out != null ? out : dir.layout().model(shards.getFileName().toString());
    PretrainingConfig.Builder builder = PretrainingConfig.builder(shards, output);
    TrainSettings.apply(TrainSettings.located(values, dir.path()), builder);
    Pretraining training = new Pretraining(builder.build(), 0, dir.settings().gpu().rates());
    PretrainingResult result =
        resume
            ? training.resume(new PretrainingLines(System.err))
            : training.run(new PretrainingLines(System.err));
    if (json) {
      System.out.println(JsonCodec.of(PretrainingResult.class).toJson(result));
    } else {
      System.out.printf(
          "Held-out loss %.4f (unigram entropy %.4f), accuracy %.2f %%, %,.0f tokens/s; checkpoint %s%n",
          result.after().loss(),
          result.baseline().entropy(),
          100 * result.after().accuracy(),
          result.tokensPerSecond(),
          result.checkpoint());
    }
    return 0;
  }

  private static boolean platformRuns(DirOption dir) {
    return PlatformAccess.running(dir.layout()).filter(holder -> holder.url() != null).isPresent();
  }

  /// Has the platform train.
  private static int ask(
      DirOption dir,
      @Nullable String name,
      String snapshot,
      @Nullable String tokenizer,
      Map<String, String> settings,
      boolean detach,
      boolean json) {
    try (Operations operations = dir.operations(NAME)) {
      RunState run = operations.requestRun(name, snapshot, tokenizer, settings, "command");
      if (!detach) {
        run = RunFollow.toItsEnd(operations, run.id());
      }
      System.out.println(json ? RunState.CODEC.toJson(run) : RunsCommand.line(run));
      return 0;
    }
  }

  private static Path shards(
      DirOption dir, @Nullable Path dataset, @Nullable String snapshot, @Nullable Path tokenizer) {
    if (dataset != null && snapshot == null) {
      return dataset;
    }
    if (dataset != null || snapshot == null || tokenizer == null) {
      throw new IllegalArgumentException(
          "Name either --dataset D, or --snapshot S with --tokenizer D; where a platform runs (peykare up), or with --detach, --snapshot S is enough");
    }
    Path made = dir.layout().dataset(snapshot);
    if (!Files.exists(made)) {
      Shards.addTo(
          dir.layout().datasets(),
          TokenizeSnapshotConfig.of(dir.catalog(), snapshot, tokenizer, made));
    }
    return made;
  }
}
