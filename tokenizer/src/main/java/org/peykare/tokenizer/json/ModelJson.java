package org.peykare.tokenizer.json;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.bpe.CharacterBpeModel;
import org.peykare.tokenizer.bpe.CharacterBpeSettings;
import org.peykare.tokenizer.bpe.CharacterBpeSettings.Option;
import org.peykare.tokenizer.pipeline.Model;
import org.peykare.tokenizer.pipeline.Vocabulary;
import org.peykare.tokenizer.unigram.UnigramModel;
import org.peykare.tokenizer.wordpiece.WordPieceModel;

/// The models of a `tokenizer.json` other than byte-level BPE ([BpeJson]).
final class ModelJson {
  private ModelJson() {}

  /// The type of the model; old files leave it out.
  static String type(Json json) {
    if (!json.get("type").isNull()) {
      return json.type();
    }
    if (!json.get("merges").isNull()) {
      return "BPE";
    }
    return json.get("max_input_chars_per_word").isNull() ? "Unigram" : "WordPiece";
  }

  static Model read(Json json) {
    return switch (type(json)) {
      case "BPE" -> bpe(json);
      case "WordPiece" -> wordPiece(json);
      case "Unigram" -> unigram(json);
      default -> throw json.get("type").unsupported("BPE, WordPiece and Unigram are");
    };
  }

  private static Model bpe(Json json) {
    json.fields(
        "type",
        "dropout",
        "unk_token",
        "continuing_subword_prefix",
        "end_of_word_suffix",
        "fuse_unk",
        "byte_fallback",
        "ignore_merges",
        "vocab",
        "merges");
    BpeJson.refuseDropout(json);
    Set<Option> options = EnumSet.noneOf(Option.class);
    if (json.get("fuse_unk").flag(false)) {
      options.add(Option.FUSE_UNKNOWN);
    }
    if (json.get("byte_fallback").flag(false)) {
      options.add(Option.BYTE_FALLBACK);
    }
    if (json.get("ignore_merges").flag(false)) {
      options.add(Option.WHOLE_WORDS_FIRST);
    }
    String prefix = textOr(json.get("continuing_subword_prefix"), "");
    String suffix = textOr(json.get("end_of_word_suffix"), "");
    if (options.contains(Option.BYTE_FALLBACK) && !(prefix.isEmpty() && suffix.isEmpty())) {
      throw json.get("byte_fallback")
          .unsupported("with continuing_subword_prefix or end_of_word_suffix only false is");
    }
    return new CharacterBpeModel(
        vocabulary(json.get("vocab").object()),
        BpeJson.merges(json.get("merges").array()),
        new CharacterBpeSettings(orNull(json.get("unk_token")), prefix, suffix, options));
  }

  private static Model wordPiece(Json json) {
    json.fields(
        "type", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word", "vocab");
    Json longest = json.get("max_input_chars_per_word");
    return new WordPieceModel(
        vocabulary(json.get("vocab").object()),
        textOr(json.get("unk_token"), "[UNK]"),
        textOr(json.get("continuing_subword_prefix"), "##"),
        longest.isNull() ? 100 : longest.number());
  }

  private static Model unigram(Json json) {
    json.fields("type", "unk_id", "vocab", "byte_fallback");
    Json vocab = json.get("vocab").array();
    List<UnigramModel.Piece> pieces = new ArrayList<>(vocab.size());
    for (int i = 0; i < vocab.size(); i++) {
      Json piece = vocab.at(i).array();
      if (piece.size() != 2 || !piece.at(1).node().isNumber()) {
        throw piece.invalid("a token and its score");
      }
      pieces.add(new UnigramModel.Piece(piece.at(0).text(), piece.at(1).node().doubleValue()));
    }
    Json unknown = json.get("unk_id");
    return new UnigramModel(
        pieces,
        unknown.isNull() ? Model.UNKNOWN : unknown.number(),
        json.get("byte_fallback").flag(false)
            ? UnigramModel.Fallback.BYTES
            : UnigramModel.Fallback.UNKNOWN_TOKEN);
  }

  private static Vocabulary vocabulary(Json vocab) {
    Map<String, Integer> ids = HashMap.newHashMap(vocab.size());
    vocab.node().fieldNames().forEachRemaining(token -> ids.put(token, vocab.get(token).number()));
    return new Vocabulary(ids);
  }

  private static String textOr(Json json, String absent) {
    return json.isNull() ? absent : json.text();
  }

  private static @Nullable String orNull(Json json) {
    return json.isNull() ? null : json.text();
  }
}
