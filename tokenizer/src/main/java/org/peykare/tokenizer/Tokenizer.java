package org.peykare.tokenizer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.peykare.tokenizer.json.TokenizerFolder;
import org.peykare.tokenizer.json.TokenizerJson;
import org.peykare.tokenizer.pipeline.Encoding;
import org.peykare.tokenizer.pipeline.Padding;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.pipeline.TemplateProcessing;
import org.peykare.tokenizer.pipeline.Truncation;

/// A tokenizer: text to token ids and back. Immutable and safe to share between threads.
///
/// ```java
/// Tokenizer tokenizer = Tokenizer.load(Path.of("tokenizer"));
/// int[] ids = tokenizer.encodeWithSpecialTokens("سلام دنیا").ids();
/// String text = tokenizer.decodeWithoutSpecialTokens(ids);
/// ```
public final class Tokenizer {
  private final Pipeline pipeline;
  private final TemplateProcessing plain;
  private final Pipeline.Lengths lengths;

  Tokenizer(Pipeline pipeline) {
    this(pipeline, pipeline.lengths());
  }

  private Tokenizer(Pipeline pipeline, Pipeline.Lengths lengths) {
    this.pipeline = pipeline;
    this.lengths = lengths;
    plain = pipeline.postProcessor().template().withoutSpecialTokens();
  }

  /// Loads a `tokenizer.json`, or the one in a folder.
  ///
  /// @throws IllegalArgumentException when there is none or when it asks for a feature that is not
  ///   supported; the message names it
  public static Tokenizer load(Path fileOrFolder) {
    return new Tokenizer(TokenizerJson.read(fileOrFolder));
  }

  /// This tokenizer, cutting what it encodes to a length.
  public Tokenizer withTruncation(Truncation truncation) {
    return new Tokenizer(
        pipeline, new Pipeline.Lengths(Optional.of(truncation), lengths.padding()));
  }

  /// This tokenizer, filling up what it encodes.
  public Tokenizer withPadding(Padding padding) {
    return new Tokenizer(
        pipeline, new Pipeline.Lengths(lengths.truncation(), Optional.of(padding)));
  }

  /// The tokens of `text`, without special tokens around it.
  public Encoding encode(String text) {
    return pipeline.encode(text, plain, lengths).getFirst();
  }

  /// The token ids of `text` alone, all of them; faster than [#encode].
  public int[] encodeIds(String text) {
    return pipeline.encodeIds(text);
  }

  /// The tokens of `text` with the special tokens of the post-processor, such as `[CLS] … [SEP]`.
  public Encoding encodeWithSpecialTokens(String text) {
    return encodeParts(text).getFirst();
  }

  /// The tokens of a pair of texts, such as `[CLS] … [SEP] … [SEP]`.
  public Encoding encodePairWithSpecialTokens(String first, String second) {
    return encodePairParts(first, second).getFirst();
  }

  /// The same as [#encodeWithSpecialTokens], followed by what truncation cut off, in parts.
  public List<Encoding> encodeParts(String text) {
    return pipeline.encode(text, pipeline.postProcessor().template(), lengths);
  }

  /// The same as [#encodePairWithSpecialTokens], followed by what truncation cut off, in parts.
  ///
  /// @throws Truncation.TooShort when the text to be shortened has not enough tokens
  public List<Encoding> encodePairParts(String first, String second) {
    return pipeline.encodePair(first, second, pipeline.postProcessor().template(), lengths);
  }

  /// The tokens of a pair of texts, one after the other, without special tokens.
  public Encoding encodePair(String first, String second) {
    return pipeline.encodePair(first, second, plain, lengths).getFirst();
  }

  /// The text of `ids`, special tokens written out. Ids outside the vocabulary are left out.
  public String decode(int... ids) {
    return pipeline.decode(ids);
  }

  /// The text of `ids`, special tokens left out. Ids outside the vocabulary are left out.
  public String decodeWithoutSpecialTokens(int... ids) {
    return pipeline.decodeWithoutSpecialTokens(ids);
  }

  /// The id of `token`, written as in the vocabulary.
  public OptionalInt tokenToId(String token) {
    return pipeline.id(token);
  }

  /// The token of `id`, written as in the vocabulary.
  public Optional<String> idToToken(int id) {
    return Optional.ofNullable(pipeline.token(id));
  }

  /// One more than the highest id.
  public int vocabularySize() {
    return pipeline.vocabularySize();
  }

  /// The special tokens and their ids, in the order of the ids.
  public Map<String, Integer> specialTokens() {
    return pipeline.specialTokens();
  }

  /// Writes `tokenizer.json`, `tokenizer_config.json` and `special_tokens_map.json` to `folder`.
  /// Each file appears whole or not at all and is on the disk before the next, `tokenizer.json`
  /// last.
  public void save(Path folder) {
    TokenizerFolder target = new TokenizerFolder(folder);
    TokenizerFolder.files(pipeline).forEach(target::put);
  }

  Pipeline pipeline() {
    return pipeline;
  }
}
