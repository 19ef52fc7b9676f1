package org.peykare.console.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.peykare.console.platform.Platform;
import org.peykare.crawler.seed.Seed;
import org.peykare.crawler.seed.SeedsTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `peykare seeds`: what a crawl starts from.
@Command(
    name = "seeds",
    mixinStandardHelpOptions = true,
    description = "Lists, adds and removes seeds, where a crawl starts.")
final class SeedsCommand {
  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the seeds.")
  int list(
      @Mixin DirOption dir,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    try (Platform platform = Platform.open(dir.layout(), dir.settings());
        SeedsTopic topic = SeedsTopic.open(platform.bootstrapServers())) {
      List<Seed> seeds = topic.list();
      for (Seed seed : seeds) {
        System.out.println(
            json ? Seed.CODEC.toJson(seed) : seed.id() + "  " + String.join(" ", seed.startUrls()));
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
      description = "Adds seeds: URLs, one seed per host.")
  int add(
      @Mixin DirOption dir,
      @Parameters(arity = "1..*", paramLabel = "URL", description = "Start URLs.")
          List<String> urls) {
    return put(dir, Seed.ofUrls(urls), SeedsCommand::merged);
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = "Adds the seeds of a file: a plain list of URLs, or YAML.")
  int importFile(
      @Mixin DirOption dir, @Parameters(paramLabel = "FILE", description = "The file.") Path file) {
    return put(dir, SeedFile.read(file), (seed, existing) -> seed);
  }

  @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes a seed.")
  int remove(
      @Mixin DirOption dir,
      @Parameters(paramLabel = "ID", description = "Its id, as listed.") String id) {
    try (Platform platform = Platform.open(dir.layout(), dir.settings());
        SeedsTopic topic = SeedsTopic.open(platform.bootstrapServers())) {
      List<String> ids = topic.list().stream().map(Seed::id).toList();
      if (!ids.contains(id)) {
        throw new IllegalArgumentException(
            "Cannot remove seed %s: there is none with that id (there are: %s)".formatted(id, ids));
      }
      topic.remove(id);
      System.out.println("Removed " + id);
      return 0;
    }
  }

  private static int put(
      DirOption dir, List<Seed> seeds, BiFunction<Seed, List<Seed>, Seed> merge) {
    try (Platform platform = Platform.open(dir.layout(), dir.settings());
        SeedsTopic topic = SeedsTopic.open(platform.bootstrapServers())) {
      List<Seed> existing = topic.list();
      topic.putAll(seeds.stream().map(seed -> merge.apply(seed, existing)).toList());
      seeds.forEach(seed -> System.out.println("Seed " + seed.id()));
      return 0;
    }
  }

  /// A seed that is there keeps its settings and gets the new start URLs as well.
  private static Seed merged(Seed added, List<Seed> existing) {
    return existing.stream()
        .filter(seed -> seed.id().equals(added.id()))
        .findFirst()
        .map(seed -> withStartUrls(seed, added.startUrls()))
        .orElse(added);
  }

  private static Seed withStartUrls(Seed seed, List<String> more) {
    return seed.edit()
        .startUrls(Stream.concat(seed.startUrls().stream(), more.stream()).toList())
        .build();
  }
}
