package org.peykare.tokenizer.pipeline;

import static java.util.Comparator.comparingInt;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A whole tokenizer: added tokens and the five stages, run in a row. Immutable.
public final class Pipeline {
  private final Normalizer normalizer;
  private final PreTokenizer preTokenizer;
  private final Model model;
  private final PostProcessor postProcessor;
  private final Decoder decoder;
  private final List<AddedToken> addedTokens;
  private final Lengths lengths;

  /// What a file says of the length of encodings.
  public record Lengths(Optional<Truncation> truncation, Optional<Padding> padding) {
    /// As long as they come.
    public static final Lengths FREE = new Lengths(Optional.empty(), Optional.empty());
  }

  private final Map<String, AddedToken> addedByContent = new HashMap<>();
  private final Map<Integer, AddedToken> addedById = new HashMap<>();

  /// Added tokens as decoding writes them: in normal form, where they are looked for in that.
  private final Map<Integer, String> written = new HashMap<>();

  private final AddedTokenMatcher beforeNormalizing = new AddedTokenMatcher();
  private final AddedTokenMatcher afterNormalizing = new AddedTokenMatcher();
  private final Encoders encoders;

  /// Puts a tokenizer together.
  public Pipeline(
      Normalizer normalizer,
      PreTokenizer preTokenizer,
      Model model,
      PostProcessor postProcessor,
      Decoder decoder,
      List<AddedToken> addedTokens) {
    this(normalizer, preTokenizer, model, postProcessor, decoder, addedTokens, Lengths.FREE);
  }

  /// Puts a tokenizer together that cuts and pads what it encodes.
  public Pipeline(
      Normalizer normalizer,
      PreTokenizer preTokenizer,
      Model model,
      PostProcessor postProcessor,
      Decoder decoder,
      List<AddedToken> addedTokens,
      Lengths lengths) {
    this.lengths = lengths;
    this.normalizer = normalizer;
    this.preTokenizer = preTokenizer;
    this.model = model;
    this.postProcessor = postProcessor;
    this.decoder = decoder;
    this.addedTokens = addedTokens.stream().sorted(comparingInt(AddedToken::id)).toList();
    this.addedTokens.forEach(this::index);
    encoders =
        new Encoders(() ->
            new Encoder(normalizer, preTokenizer, model, beforeNormalizing, afterNormalizing));
  }

  private void index(AddedToken token) {
    if (addedByContent.put(token.content(), token) != null
        || addedById.put(token.id(), token) != null) {
      throw new IllegalArgumentException(
          "Invalid added token: %s with id %d is there twice (content and id must be unique)"
              .formatted(token.content(), token.id()));
    }
    if (token.normalized()) {
      NormalizedText content = normalizer.normalize(token.content(), 0, token.content().length());
      String normal = content.text().substring(content.from(), content.to());
      written.put(token.id(), normal);
      afterNormalizing.add(token, normal);
    } else {
      written.put(token.id(), token.content());
      beforeNormalizing.add(token, token.content());
    }
  }

  /// The tokens of `text` as they come, neither trimmed nor cut.
  Encoding tokens(String text) {
    return encoders.run(text, TextTokens.full(text.length())).encoding(text);
  }

  /// The tokens of `text`: the first part, then what truncation cut off.
  ///
  /// @param template which special tokens are added
  public List<Encoding> encode(String text, TemplateProcessing template, Lengths lengths) {
    return new Assembly(this, lengths).assemble(text, template);
  }

  /// The tokens of a pair of texts: the first part, then what truncation cut off.
  public List<Encoding> encodePair(
      String first, String second, TemplateProcessing template, Lengths lengths) {
    return new Assembly(this, lengths).assemble(first, second, template);
  }

  /// What the file says of the length of encodings.
  public Lengths lengths() {
    return lengths;
  }

  /// What token number `i` was made of: an added token of what it matched, another of itself.
  @Nullable String tokenText(Encoding encoding, int i, CodePointText text) {
    return isAdded(encoding, i, text)
        ? text.range(encoding.starts()[i], encoding.ends()[i])
        : token(encoding.ids()[i]);
  }

  /// Whether token number `i` was found in the text as an added token; the model may make the same
  /// id of other text, as it does of what is unknown.
  boolean isAdded(Encoding encoding, int i, CodePointText text) {
    return addedById.get(encoding.ids()[i]) instanceof AddedToken added
        && WhiteSpace.strip(text.range(encoding.starts()[i], encoding.ends()[i]))
            .equals(WhiteSpace.strip(added.content()));
  }

  /// The token ids of `text` alone.
  public int[] encodeIds(String text) {
    return encoders.run(text, TextTokens.idsOnly(text.length())).ids();
  }

  private interface Pieces {
    /// The pre-token from `from` to `to` of the text of `piece`.
    void piece(NormalizedText piece, int from, int to);
  }

  private static void preTokenize(
      PreTokenizer preTokenizer, NormalizedText normalized, Pieces pieces) {
    if (preTokenizer instanceof TextCutter cutter) {
      cutter.split(
          normalized.text(),
          normalized.from(),
          normalized.to(),
          (from, to) -> pieces.piece(normalized, from, to));
    } else {
      preTokenizer.split(normalized, piece -> pieces.piece(piece, piece.from(), piece.to()));
    }
  }

  /// Passes the pre-tokens of `text` from `from` to `to` on, added tokens left aside, as a training
  /// counts them.
  public static void preTokenize(
      Normalizer normalizer,
      PreTokenizer preTokenizer,
      String text,
      int from,
      int to,
      PieceText sink) {
    preTokenize(
        preTokenizer,
        normalizer.normalize(text, from, to),
        (piece, start, end) -> sink.piece(piece.text(), start, end));
  }

  /// Takes pre-tokens with the text they lie in.
  @FunctionalInterface
  public interface PieceText {
    /// The next pre-token, `text` from `from` to `to`.
    void piece(String text, int from, int to);
  }

  /// The text of `ids`, special tokens written out. Ids outside the vocabulary are left out.
  public String decode(int... ids) {
    return decoder.decode(tokens(ids).toList());
  }

  /// The text of `ids` without special tokens. Ids outside the vocabulary are left out.
  public String decodeWithoutSpecialTokens(int... ids) {
    int[] ordinary = Arrays.stream(ids).filter(id -> !isLeftOut(id)).toArray();
    return decode(ordinary);
  }

  /// Whether the token is special; the reference knows those by what decoding writes.
  private boolean isLeftOut(int id) {
    return addedById.get(id) instanceof AddedToken added
        && added.special()
        && added.content().equals(written.get(id));
  }

  private Stream<String> tokens(int... ids) {
    return Arrays.stream(ids).mapToObj(this::token).mapMulti(Pipeline::ifPresent);
  }

  private static void ifPresent(@Nullable String token, Consumer<String> consumer) {
    if (token != null) {
      consumer.accept(token);
    }
  }

  /// The id of `token`, written as in the vocabulary.
  public OptionalInt id(String token) {
    if (addedByContent.get(token) instanceof AddedToken added) {
      return OptionalInt.of(added.id());
    }
    int id = model.id(token);
    return id == Model.UNKNOWN ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /// The token of `id`, written as in the vocabulary, an added one in normal form if it is looked
  /// for in that, or null.
  public @Nullable String token(int id) {
    return written.get(id) instanceof String added ? added : model.token(id);
  }

  /// One more than the highest id.
  public int vocabularySize() {
    int added = addedTokens.isEmpty() ? 0 : addedTokens.getLast().id() + 1;
    return Math.max(added, model.size());
  }

  /// The special tokens and their ids, in the order of the ids.
  public Map<String, Integer> specialTokens() {
    Map<String, Integer> special = new LinkedHashMap<>();
    for (AddedToken token : addedTokens) {
      if (token.special()) {
        special.put(token.content(), token.id());
      }
    }
    return special;
  }

  /// Bytes of UTF-8 text that token `id` stands for; none for a special token or an unused id.
  public byte[] bytes(int id) {
    String token = token(id);
    boolean special = addedById.get(id) instanceof AddedToken added && added.special();
    return token == null || special ? new byte[0] : decoder.bytes(token);
  }

  /// The normalizer.
  public Normalizer normalizer() {
    return normalizer;
  }

  /// The pre-tokenizer.
  public PreTokenizer preTokenizer() {
    return preTokenizer;
  }

  /// The model.
  public Model model() {
    return model;
  }

  /// The post-processor.
  public PostProcessor postProcessor() {
    return postProcessor;
  }

  /// The decoder.
  public Decoder decoder() {
    return decoder;
  }

  /// The added tokens, by id.
  public List<AddedToken> addedTokens() {
    return addedTokens;
  }
}
