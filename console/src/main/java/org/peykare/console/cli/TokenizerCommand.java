package org.peykare.console.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.EncodeBatch;
import org.peykare.tokenizer.Tokenizer;
import org.peykare.tokenizer.pipeline.Truncation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `peykare tokenizer`: trains and uses tokenizers.
@Command(
    name = "tokenizer",
    subcommands = {TokenizerTrainCommand.class, TokenizerMeasureCommand.class},
    mixinStandardHelpOptions = true,
    description = "Trains and measures tokenizers, encodes and decodes.")
final class TokenizerCommand {
  @Command(
      name = "encode",
      mixinStandardHelpOptions = true,
      description = {
        "Encodes standard input, a line each, to token ids.",
        "With --jsonl: {i, text, pair?} a line in, {i, ids, offsets} a line out."
      })
  int encode(
      @Option(
              names = "--tokenizer",
              required = true,
              paramLabel = "D",
              description = "A folder or a tokenizer.json.")
          Path tokenizer,
      @Option(
              names = "--jsonl",
              arity = "2",
              paramLabel = "IN OUT",
              description = "Many texts, as JSON lines.")
          @Nullable List<Path> jsonl,
      @Option(
              names = "--full",
              description =
                  "With --jsonl: special tokens, and word_ids, type_ids, special_tokens_mask.")
          boolean full,
      @Option(
              names = "--truncate",
              paramLabel = "MAX,STRIDE,STRATEGY",
              description =
                  "Cut to MAX tokens; STRATEGY is longest_first, only_first or only_second. What is cut off follows in parts that repeat STRIDE tokens.")
          @Nullable String truncate)
      throws IOException {
    Tokenizer named = Tokenizer.load(tokenizer);
    Tokenizer loaded = truncate == null ? named : named.withTruncation(truncation(truncate));
    if (jsonl != null) {
      EncodeBatch.Detail detail = full ? EncodeBatch.Detail.FULL : EncodeBatch.Detail.PLAIN;
      long texts =
          new EncodeBatch(loaded, detail).run(Checks.file("the texts", jsonl.get(0)), jsonl.get(1));
      System.err.printf("Encoded %,d texts%n", texts);
      return 0;
    }
    standardInput()
        .lines()
        .map(line ->
            Arrays.stream(loaded.encodeIds(line))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" ")))
        .forEach(System.out::println);
    return 0;
  }

  @Command(
      name = "decode",
      mixinStandardHelpOptions = true,
      description = {
        "Decodes standard input, token ids a line each, to text.",
        "With --jsonl: {i, ids} a line in, {i, text} a line out."
      })
  int decode(
      @Option(
              names = "--tokenizer",
              required = true,
              paramLabel = "D",
              description = "A folder or a tokenizer.json.")
          Path tokenizer,
      @Option(
              names = "--jsonl",
              arity = "2",
              paramLabel = "IN OUT",
              description = "Many texts, as JSON lines.")
          @Nullable List<Path> jsonl)
      throws IOException {
    Tokenizer loaded = Tokenizer.load(tokenizer);
    if (jsonl != null) {
      long texts =
          new EncodeBatch(loaded, EncodeBatch.Detail.PLAIN)
              .decode(Checks.file("the token ids", jsonl.get(0)), jsonl.get(1));
      System.err.printf("Decoded %,d texts%n", texts);
      return 0;
    }
    standardInput()
        .lines()
        .map(line -> loaded.decode(ids(line, loaded.vocabularySize())))
        .forEach(System.out::println);
    return 0;
  }

  private static Truncation truncation(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 3) {
      throw invalidTruncation(text);
    }
    Truncation.Strategy strategy =
        Arrays.stream(Truncation.Strategy.values())
            .filter(known -> known.name().equalsIgnoreCase(parts[2]))
            .findFirst()
            .orElseThrow(() -> invalidTruncation(text));
    try {
      return new Truncation(
          Integer.parseInt(parts[0]),
          Integer.parseInt(parts[1]),
          strategy,
          Truncation.Direction.RIGHT);
    } catch (NumberFormatException _) {
      throw invalidTruncation(text);
    }
  }

  private static IllegalArgumentException invalidTruncation(String text) {
    return new IllegalArgumentException(
        "Invalid truncation: %s (must be MAX,STRIDE,STRATEGY with longest_first, only_first or only_second)"
            .formatted(text));
  }

  private static String standardInput() throws IOException {
    return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static int[] ids(String line, int vocabularySize) {
    if (line.isBlank()) {
      return new int[0];
    }
    return Arrays.stream(line.strip().split("\\s+"))
        .mapToInt(word -> {
          if (!word.matches("\\d{1,9}") || Integer.parseInt(word) >= vocabularySize) {
            throw new IllegalArgumentException(
                "Invalid token id: %s (must be 0..%d)".formatted(word, vocabularySize - 1));
          }
          return Integer.parseInt(word);
        })
        .toArray();
  }
}
