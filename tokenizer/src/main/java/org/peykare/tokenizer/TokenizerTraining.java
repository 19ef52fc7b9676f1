package org.peykare.tokenizer;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.peykare.tokenizer.bpe.BpeModel;
import org.peykare.tokenizer.bpe.BpeVocabulary;
import org.peykare.tokenizer.bpe.ByteLevelDecoder;
import org.peykare.tokenizer.learn.BpeTrainer;
import org.peykare.tokenizer.learn.WordCount;
import org.peykare.tokenizer.learn.WordTable;
import org.peykare.tokenizer.normalize.UnicodeForm;
import org.peykare.tokenizer.pipeline.AddedToken;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.pipeline.PostProcessor;
import org.peykare.tokenizer.pipeline.TemplateProcessing;
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
  /// @param merges merges learned
  /// @param vocabularySize entries of the vocabulary; fewer than asked for when the text has no
  ///   more pairs that are frequent enough
  public record Report(
      long texts,
      long characters,
      long preTokens,
      int distinctPreTokens,
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

  /// A training after `config`.
  public TokenizerTraining(TokenizerTrainingConfig config) {
    this.config = config;
  }

  /// Learns from `source` and writes `tokenizer.json`, `tokenizer_config.json` and
  /// `special_tokens_map.json` to `folder`.
  ///
  /// @throws IllegalArgumentException when the source does not exist or has no text
  public Report run(TextSource source, Path folder) {
    return run(source, folder, Progress.NONE);
  }

  /// The same, telling how far it came.
  public Report run(TextSource source, Path folder, Progress progress) {
    WordTable words;
    long texts;
    long characters;
    try (WordCount count = new WordCount(UnicodeForm.NFC, config.pattern())) {
      TextReader.forEachBatch(
          source,
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
          "Cannot train a tokenizer: there is no text in %s".formatted(source));
    }
    long total = words.total();
    int distinct = words.distinct();
    BpeVocabulary vocabulary =
        new BpeTrainer(
                config.vocabularySize(),
                config.minFrequency(),
                Integer.MAX_VALUE,
                config.specialTokens())
            .withProgress(tokens -> progress.learned(tokens, config.vocabularySize()))
            .trainOnBytes(words);
    new Tokenizer(pipeline(vocabulary)).save(folder);
    Report report =
        new Report(
            texts,
            characters,
            total,
            distinct,
            vocabulary.merges().size(),
            vocabulary.tokens().size());
    LOG.info("Tokenizer written to {}: {}", folder, report);
    return report;
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
        UnicodeForm.NFC,
        config.pattern(),
        BpeModel.of(vocabulary),
        template,
        ByteLevelDecoder.BYTE_LEVEL,
        added);
  }

  private static AddedToken added(int id, String content) {
    AddedToken token = AddedToken.special(id, content);
    return content.equals(MASK) ? token.withLstrip() : token;
  }
}
