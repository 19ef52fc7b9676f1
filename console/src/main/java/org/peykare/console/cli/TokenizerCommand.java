package org.peykare.console.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.EncodeBatch;
import org.peykare.tokenizer.Tokenizer;
import org.peykare.tokenizer.TokenizerTraining;
import org.peykare.tokenizer.TokenizerTrainingConfig;
import org.peykare.tokenizer.measure.Measurement;
import org.peykare.tokenizer.pipeline.Truncation;
import org.peykare.tokenizer.text.LanguageWeights;
import org.peykare.tokenizer.text.TextSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `peykare tokenizer`: trains and uses tokenizers.
@Command(
    name = "tokenizer",
    mixinStandardHelpOptions = true,
    description = "Trains a tokenizer, encodes and decodes.")
final class TokenizerCommand {
  @Command(
      name = "train",
      mixinStandardHelpOptions = true,
      description = "Trains a byte-level BPE tokenizer from a snapshot or from text files.")
  int train(
      @Mixin DirOption dir,
      @Option(names = "--snapshot", paramLabel = "S", description = "A tag or an id.")
          @Nullable String snapshot,
      @Option(
              names = "--files",
              arity = "1..*",
              paramLabel = "F",
              description = "Text files, read line by line; - is standard input.")
          @Nullable List<Path> files,
      @Option(
              names = "--by-line",
              description = "Each line of the files is a text, as it is anyway.")
          boolean byLine,
      @Option(
              names = "--language",
              paramLabel = "LANG=WEIGHT",
              description =
                  "With --snapshot: how often documents of a language are taken: 2 twice, 0.5 every second one (default: 1).")
          @Nullable Map<String, Double> languages,
      @Option(
              names = "--vocab-size",
              paramLabel = "N",
              description =
                  "Entries of the vocabulary (default: setting tokenizer.vocabulary-size).")
          @Nullable Integer vocabularySize,
      @Option(
              names = "--min-frequency",
              paramLabel = "N",
              defaultValue = "2",
              description = "Least count of a pair to merge (default: ${DEFAULT-VALUE}).")
          long minFrequency,
      @Option(
              names = "--pre-tokenizer",
              paramLabel = "P",
              defaultValue = "persian",
              description = "gpt2, gpt4 or persian (default: ${DEFAULT-VALUE}).")
          String preTokenizer,
      @Option(names = "--out", required = true, paramLabel = "D", description = "Folder to write.")
          Path out) {
    if ((snapshot == null) == (files == null)) {
      throw new IllegalArgumentException("Name either --snapshot S or --files F…");
    }
    if (byLine && files == null) {
      throw new IllegalArgumentException("--by-line goes with --files; a snapshot has documents");
    }
    TextSource source;
    if (snapshot != null) {
      LanguageWeights weights = new LanguageWeights(languages == null ? Map.of() : languages);
      source = new TextSource.Snapshot(dir.catalog(), snapshot, weights);
    } else if (files != null && files.equals(List.of(Path.of("-")))) {
      source = new TextSource.Stream(System.in);
    } else {
      List<Path> named = files == null ? List.of() : files;
      named.forEach(file -> Checks.file("the text", file));
      source = new TextSource.Lines(named);
    }
    TokenizerTrainingConfig config =
        TokenizerTrainingConfig.defaults()
            .withVocabularySize(
                vocabularySize == null ? dir.settings().vocabularySize() : vocabularySize)
            .withMinFrequency(minFrequency)
            .withPreTokenizer(preTokenizer);
    TokenizerTraining.Report report =
        new TokenizerTraining(config).run(source, out, new TrainingProgress(System.err));
    System.out.printf(
        "%,d texts, %,d characters, %,d different words: %,d merges, vocabulary %,d, in %s%n",
        report.texts(),
        report.characters(),
        report.distinctPreTokens(),
        report.merges(),
        report.vocabularySize(),
        out);
    return 0;
  }

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

  @Command(
      name = "measure",
      mixinStandardHelpOptions = true,
      description = "Measures tokens per word and bytes per token on text files.")
  int measure(
      @Option(
              names = "--tokenizer",
              required = true,
              paramLabel = "D",
              description = "A folder or a tokenizer.json.")
          Path tokenizer,
      @Parameters(arity = "1..*", paramLabel = "FILE", description = "Text files.")
          List<Path> files,
      @Option(names = "--json", description = "Print it as JSON.") boolean json) {
    files.forEach(file -> Checks.file("the text", file));
    Measurement measured = Tokenizer.load(tokenizer).measure(new TextSource.Lines(files));
    if (json) {
      new Json()
          .with("texts", measured.texts())
          .with("bytes", measured.bytes())
          .with("words", measured.words())
          .with("tokens", measured.tokens())
          .with("tokens_per_word", measured.tokensPerWord())
          .with("bytes_per_token", measured.bytesPerToken())
          .with("round_trips", measured.roundTrips())
          .print();
    } else {
      System.out.printf(
          "%,d words, %,d tokens: %.3f tokens per word, %.3f bytes per token; %,d of %,d texts come back as they were%n",
          measured.words(),
          measured.tokens(),
          measured.tokensPerWord(),
          measured.bytesPerToken(),
          measured.roundTrips(),
          measured.texts());
    }
    return 0;
  }

  private static Truncation truncation(String text) {
    String[] parts = text.split(",", -1);
    try {
      return new Truncation(
          Integer.parseInt(parts[0]),
          Integer.parseInt(parts[1]),
          Truncation.Strategy.valueOf(parts[2].toUpperCase(Locale.ROOT)),
          Truncation.Direction.RIGHT);
    } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid truncation: %s (must be MAX,STRIDE,STRATEGY with longest_first, only_first or only_second)"
              .formatted(text),
          e);
    }
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
