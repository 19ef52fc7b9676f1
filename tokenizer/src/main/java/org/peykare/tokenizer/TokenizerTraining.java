package org.peykare.tokenizer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.bpe.BpeModel;
import org.peykare.tokenizer.bpe.BpeVocabulary;
import org.peykare.tokenizer.json.TokenizerCard;
import org.peykare.tokenizer.json.TokenizerFolder;
import org.peykare.tokenizer.learn.BpeTrainer;
import org.peykare.tokenizer.learn.NamedSteps;
import org.peykare.tokenizer.learn.WordCount;
import org.peykare.tokenizer.learn.WordTable;
import org.peykare.tokenizer.pipeline.AddedToken;
import org.peykare.tokenizer.pipeline.Normalizer;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.pipeline.PostProcessor;
import org.peykare.tokenizer.pipeline.PreTokenizer;
import org.peykare.tokenizer.pipeline.TemplateProcessing;
import org.peykare.tokenizer.text.DocumentPart;
import org.peykare.tokenizer.text.TextReader;
import org.peykare.tokenizer.text.TextSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Learns a byte-level BPE tokenizer and writes it so that Hugging Face's `transformers` loads it.
public final class TokenizerTraining {
  private static final Logger LOG = LoggerFactory.getLogger(TokenizerTraining.class);
  private static final String CLS = "[CLS]";
  private static final String SEP = "[SEP]";
  private static final String MASK = "[MASK]";

  /// What a training saw and made.
  ///
  /// @param texts texts read
  /// @param characters their length in UTF-16 units
  /// @param preTokens pre-tokens counted
  /// @param distinctPreTokens different pre-tokens among them
  /// @param bytes UTF-8 bytes of the pre-tokens
  /// @param tokens tokens that they become
  /// @param merges merges learned
  /// @param vocabularySize entries of the vocabulary; fewer than asked for when the text has no
  ///   more pairs that are frequent enough
  public record Report(
      long texts,
      long characters,
      long preTokens,
      int distinctPreTokens,
      long bytes,
      long tokens,
      int merges,
      int vocabularySize) {}

  /// Is told how far a training came.
  public interface Progress {
    /// Tells nobody.
    Progress NONE =
        new Progress() {
          @Override
          public void read(long texts, long characters) {}

          @Override
          public void learned(int tokens, int wanted) {}
        };

    /// So much text was read.
    void read(long texts, long characters);

    /// The vocabulary has so many tokens of those wanted.
    void learned(int tokens, int wanted);
  }

  private final TokenizerTrainingConfig config;
  private final Normalizer normalizer;
  private final PreTokenizer preTokenizer;

  /// A training after `config`.
  public TokenizerTraining(TokenizerTrainingConfig config) {
    this.config = config;
    normalizer = NamedSteps.normalizer(config.normalizers());
    preTokenizer = NamedSteps.preTokenizer(config.preTokenizer());
  }

  /// Learns from `source` and writes `tokenizer.json`, `tokenizer_config.json`,
  /// `special_tokens_map.json` and `tokenizer_card.json` to `folder`.
  ///
  /// @throws IllegalArgumentException when the source does not exist, has no text or not the
  ///   languages that are weighed
  public Report run(TextSource source, Path folder) {
    return run(source, folder, Progress.NONE);
  }

  /// The same, telling how far it came.
  public Report run(TextSource source, Path folder, Progress progress) {
    TextSource fixed = TextReader.fixed(source);
    WordTable words;
    long texts;
    long characters;
    try (WordCount count = new WordCount(normalizer, preTokenizer)) {
      TextReader.forEachBatch(
          fixed,
          batch -> {
            count.add(batch);
            progress.read(count.texts(), count.characters());
          });
      words = count.finish();
      texts = count.texts();
      characters = count.characters();
    }
    if (words.total() == 0) {
      throw new IllegalArgumentException(
          "Cannot train a tokenizer: there is no text in %s".formatted(name(source)));
    }
    long total = words.total();
    int distinct = words.distinct();
    BpeTrainer.Learned learned =
        new BpeTrainer(
                config.vocabularySize(),
                config.minFrequency(),
                Integer.MAX_VALUE,
                config.specialTokens())
            .withProgress(tokens -> progress.learned(tokens, config.vocabularySize()))
            .trainOnBytes(words);
    BpeVocabulary vocabulary = learned.vocabulary();
    Report report =
        new Report(
            texts,
            characters,
            total,
            distinct,
            learned.symbols(),
            learned.tokens(),
            vocabulary.merges().size(),
            vocabulary.tokens().size());
    save(fixed, vocabulary, report, folder);
    LOG.info("Tokenizer written to {}: {}", folder, report);
    return report;
  }

  private void save(TextSource source, BpeVocabulary vocabulary, Report report, Path folder) {
    Map<String, String> files = TokenizerFolder.files(pipeline(vocabulary));
    Map<String, String> digests = new TreeMap<>();
    files.forEach((name, text) -> digests.put(name, TokenizerFolder.sha256(text)));
    TokenizerCard.Settings settings =
        new TokenizerCard.Settings(
            config.vocabularySize(),
            config.minFrequency(),
            config.specialTokens(),
            config.preTokenizer(),
            config.normalizers());
    TokenizerCard.Measures measures =
        new TokenizerCard.Measures(
            report.texts(),
            report.characters(),
            report.preTokens(),
            report.distinctPreTokens(),
            report.bytes(),
            report.tokens(),
            report.vocabularySize(),
            report.merges());
    TokenizerCard card = new TokenizerCard(described(source), settings, measures, digests);
    TokenizerFolder target = new TokenizerFolder(folder);
    // Last comes tokenizer.json, which makes the folder a tokenizer.
    target.put(TokenizerCard.FILE, card.print());
    files.forEach(target::put);
  }

  private static TokenizerCard.Text described(TextSource source) {
    return switch (source) {
      case TextSource.Snapshot snapshot ->
          new TokenizerCard.Text(
              "snapshot",
              snapshot.snapshot(),
              snapshot.weights().sorted(),
              heldOut(snapshot),
              null);
      case TextSource.Lines(List<Path> files) ->
          new TokenizerCard.Text(
              "files",
              null,
              null,
              null,
              files.stream().map(f -> f.getFileName().toString()).toList());
      case TextSource.Stream _ -> new TokenizerCard.Text("standard input", null, null, null, null);
      case TextSource.Texts _ -> new TokenizerCard.Text("texts", null, null, null, null);
    };
  }

  private static String name(TextSource source) {
    return switch (source) {
      case TextSource.Snapshot snapshot ->
          "what is taken of snapshot %s (weights %s, %s)"
              .formatted(snapshot.snapshot(), snapshot.weights().sorted(), snapshot.part());
      case TextSource.Lines(List<Path> files) -> files.toString();
      case TextSource.Stream _ -> "standard input";
      case TextSource.Texts _ -> "the texts";
    };
  }

  private static @Nullable Double heldOut(TextSource.Snapshot snapshot) {
    return snapshot.part() instanceof DocumentPart.Training(double share) ? share : null;
  }

  private Pipeline pipeline(BpeVocabulary vocabulary) {
    List<String> special = config.specialTokens();
    List<AddedToken> added =
        IntStream.range(0, special.size()).mapToObj(id -> added(id, special.get(id))).toList();
    int cls = special.indexOf(CLS);
    int sep = special.indexOf(SEP);
    PostProcessor template =
        cls < 0 || sep < 0
            ? PostProcessor.NONE
            : PostProcessor.of(TemplateProcessing.bert(CLS, cls, SEP, sep));
    return new Pipeline(
        normalizer,
        preTokenizer,
        BpeModel.of(vocabulary),
        template,
        NamedSteps.decoder(preTokenizer),
        added);
  }

  private static AddedToken added(int id, String content) {
    AddedToken token = AddedToken.special(id, content);
    return content.equals(MASK) ? token.withLstrip() : token;
  }
}
