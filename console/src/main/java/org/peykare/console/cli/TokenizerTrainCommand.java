package org.peykare.console.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.TokenizerTraining;
import org.peykare.tokenizer.TokenizerTrainingConfig;
import org.peykare.tokenizer.text.DocumentPart;
import org.peykare.tokenizer.text.LanguageWeights;
import org.peykare.tokenizer.text.TextSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `peykare tokenizer train`: text to a tokenizer.
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Trains a byte-level BPE tokenizer from a snapshot or from text files.")
final class TokenizerTrainCommand implements Callable<Integer> {
  @Mixin private DirOption dir = new DirOption();

  @Option(names = "--snapshot", paramLabel = "S", description = "A tag or an id.")
  private @Nullable String snapshot;

  @Option(
      names = "--files",
      arity = "1..*",
      paramLabel = "F",
      description = "Text files, read line by line; - is standard input.")
  private @Nullable List<Path> files;

  @Option(names = "--by-line", description = "Each line of the files is a text, as it is anyway.")
  private boolean byLine;

  @Option(
      names = "--language",
      paramLabel = "LANG=WEIGHT",
      description =
          "With --snapshot: how often documents of a language are taken: 2 twice, 0.5 every second one, 0 none (default: 1).")
  private @Nullable Map<String, Double> languages;

  @Option(
      names = "--hold-out",
      paramLabel = "SHARE",
      description =
          "With --snapshot: share of documents to leave out, the same that tokenize --validation SHARE holds out, for tokenizer measure (default: 0).")
  private @Nullable Double heldOut;

  @Option(
      names = "--vocab-size",
      paramLabel = "N",
      description = "Entries of the vocabulary (default: setting tokenizer.vocabulary-size).")
  private @Nullable Integer vocabularySize;

  @Option(
      names = "--min-frequency",
      paramLabel = "N",
      defaultValue = "2",
      description = "Least count of a pair to merge (default: ${DEFAULT-VALUE}).")
  private long minFrequency;

  @Option(
      names = "--pre-tokenizer",
      paramLabel = "P",
      defaultValue = "persian",
      description =
          "gpt2, gpt4, o200k, persian, metaspace or bert, which loses white space (default: ${DEFAULT-VALUE}).")
  private String preTokenizer = "";

  @Option(
      names = "--normalizer",
      split = ",",
      paramLabel = "N",
      defaultValue = "nfc",
      description =
          "nfc, nfd, nfkc, nfkd, lowercase, strip-accents, bert, persian (the corpus's letters), replace:FROM=TO or none; several are applied in their order (default: ${DEFAULT-VALUE}).")
  private List<String> normalizers = List.of();

  @Option(
      names = "--chat-tokens",
      description =
          "Reserve special tokens for the turns of a chat: <|system|> <|user|> <|assistant|> <|end|>.")
  private boolean chatTokens;

  @Option(names = "--out", required = true, paramLabel = "D", description = "Folder to write.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    TextSource source = source();
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new IllegalArgumentException(
          "Cannot write a tokenizer to %s: it is a file (name a folder)".formatted(out));
    }
    TokenizerTrainingConfig config =
        TokenizerTrainingConfig.defaults()
            .withMoreSpecialTokens(chatTokens ? TokenizerTrainingConfig.CHAT_TOKENS : List.of())
            .withVocabularySize(
                vocabularySize == null ? dir.settings().vocabularySize() : vocabularySize)
            .withMinFrequency(minFrequency)
            .withPreTokenizer(preTokenizer)
            .withNormalizers(normalizers);
    TokenizerTraining.Report report =
        new TokenizerTraining(config).run(source, out, new TrainingProgress(System.err));
    System.out.printf(
        "%,d texts, %,d characters, %,d different words: %,d merges, vocabulary %,d, %.3f bytes per token of this text, in %s%n",
        report.texts(),
        report.characters(),
        report.distinctPreTokens(),
        report.merges(),
        report.vocabularySize(),
        (double) report.bytes() / report.tokens(),
        out);
    if (report.vocabularySize() < config.vocabularySize()) {
      System.err.printf(
          "The vocabulary is smaller than asked for (%,d): no other pair occurs %,d times in this text%n",
          config.vocabularySize(), Math.max(1, minFrequency));
    }
    return 0;
  }

  private TextSource source() {
    if ((snapshot == null) == (files == null)) {
      throw new IllegalArgumentException("Name either --snapshot S or --files F…");
    }
    if (snapshot != null) {
      if (byLine) {
        throw new IllegalArgumentException("--by-line goes with --files; a snapshot has documents");
      }
      return new TextSource.Snapshot(
          dir.catalog(),
          snapshot,
          new LanguageWeights(languages == null ? Map.of() : languages),
          heldOut == null ? new DocumentPart.All() : new DocumentPart.Training(heldOut));
    }
    if (languages != null || heldOut != null) {
      throw new IllegalArgumentException(
          "--language and --hold-out go with --snapshot; files have lines without a language");
    }
    List<Path> named = files == null ? List.of() : files;
    Path standardInput = Path.of("-");
    if (named.equals(List.of(standardInput))) {
      return new TextSource.Stream(System.in);
    }
    if (named.contains(standardInput)) {
      throw new IllegalArgumentException("--files - stands alone; join the files before it");
    }
    named.forEach(file -> Checks.file("the text", file));
    return new TextSource.Lines(named);
  }
}
