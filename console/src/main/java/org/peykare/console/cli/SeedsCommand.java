package org.peykare.console.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.peykare.console.platform.Operations;
import org.peykare.crawler.seed.Seed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `peykare seeds`: what a crawl starts from. A running platform is asked; its crawlers follow
/// within seconds.
@Command(
    name = "seeds",
    mixinStandardHelpOptions = true,
    subcommands = SeedsCheckCommand.class,
    description = "Lists, adds, edits and removes seeds, where a crawl starts.")
final class SeedsCommand {
  private static final String NAME = "peykare seeds";

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the seeds.")
  int list(
      @Mixin DirOption dir,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    try (Operations operations = dir.operations(NAME)) {
      List<Seed> seeds = operations.seeds();
      for (Seed seed : seeds) {
        System.out.println(json ? Seed.CODEC.toJson(seed) : line(seed));
      }
      if (seeds.isEmpty() && !json) {
        System.out.println("No seeds yet. Add some: peykare seeds add https://example.org/");
      }
      return 0;
    }
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Adds seeds: URLs, one seed per host unless --id names one for all.")
  int add(
      @Mixin DirOption dir,
      @Parameters(arity = "1..*", paramLabel = "URL", description = "Start URLs.")
          List<String> urls,
      @Option(names = "--id", paramLabel = "ID", description = "Name of the seed.")
          @Nullable String id,
      @Mixin SeedOptions options) {
    List<Seed> added = id == null ? Seed.ofUrls(urls) : List.of(Seed.builder(id, urls).build());
    try (Operations operations = dir.operations(NAME)) {
      List<Seed> existing = operations.seeds();
      return put(
          operations, added.stream().map(seed -> options.applied(merged(seed, existing))).toList());
    }
  }

  @Command(
      name = "edit",
      mixinStandardHelpOptions = true,
      description = "Changes a seed; what is not given stays as it is.")
  int edit(
      @Mixin DirOption dir,
      @Parameters(paramLabel = "ID", description = "Its id, as listed.") String id,
      @Mixin SeedOptions options) {
    return change(dir, id, "edit", options::applied);
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Pauses a seed: its URLs stay queued.")
  int pause(
      @Mixin DirOption dir,
      @Parameters(paramLabel = "ID", description = "Its id, as listed.") String id) {
    return change(dir, id, "pause", seed -> seed.edit().state(Seed.State.PAUSED).build());
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Goes on with a paused seed.")
  int resume(
      @Mixin DirOption dir,
      @Parameters(paramLabel = "ID", description = "Its id, as listed.") String id) {
    return change(dir, id, "resume", seed -> seed.edit().state(Seed.State.ACTIVE).build());
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = "Adds the seeds of a file: a plain list of URLs, or YAML.")
  int importFile(
      @Mixin DirOption dir, @Parameters(paramLabel = "FILE", description = "The file.") Path file) {
    List<Seed> seeds = SeedFile.read(file);
    try (Operations operations = dir.operations(NAME)) {
      return put(operations, seeds);
    }
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Prints the seeds as YAML, which import reads.")
  int export(@Mixin DirOption dir) {
    try (Operations operations = dir.operations(NAME)) {
      System.out.print(SeedFile.yaml(operations.seeds()));
      return 0;
    }
  }

  @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes a seed.")
  int remove(
      @Mixin DirOption dir,
      @Parameters(paramLabel = "ID", description = "Its id, as listed.") String id) {
    try (Operations operations = dir.operations(NAME)) {
      if (!operations.removeSeed(id)) {
        throw missing(operations, id, "remove");
      }
      System.out.println("Removed " + id);
      return 0;
    }
  }

  private static int change(DirOption dir, String id, String attempt, UnaryOperator<Seed> edit) {
    try (Operations operations = dir.operations(NAME)) {
      Seed seed =
          operations.seeds().stream()
              .filter(one -> one.id().equals(id))
              .findFirst()
              .orElseThrow(() -> missing(operations, id, attempt));
      return put(operations, List.of(edit.apply(seed)));
    }
  }

  private static int put(Operations operations, List<Seed> seeds) {
    operations.putSeeds(seeds);
    seeds.forEach(seed -> System.out.println("Seed " + seed.id()));
    return 0;
  }

  private static IllegalArgumentException missing(
      Operations operations, String id, String attempt) {
    return new IllegalArgumentException(
        "Cannot %s seed %s: there is none with that id (there are: %s)"
            .formatted(attempt, id, operations.seeds().stream().map(Seed::id).limit(50).toList()));
  }

  private static String line(Seed seed) {
    return seed.id()
        + "  "
        + (seed.state() == Seed.State.PAUSED ? "(paused)  " : "")
        + String.join(" ", seed.startUrls());
  }

  /// A seed that is there keeps its settings and gets the new start URLs as well.
  private static Seed merged(Seed added, List<Seed> existing) {
    return existing.stream()
        .filter(seed -> seed.id().equals(added.id()))
        .findFirst()
        .map(seed ->
            seed.edit()
                .startUrls(
                    Stream.concat(seed.startUrls().stream(), added.startUrls().stream()).toList())
                .build())
        .orElse(added);
  }
}
