package org.peykare.tokenizer.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.bpe.BpeModel;
import org.peykare.tokenizer.bpe.BpeVocabulary;
import org.peykare.tokenizer.bpe.ByteAlphabet;

/// The model `BPE` of a `tokenizer.json`.
final class BpeJson {
  private BpeJson() {}

  /// Whether the model takes the bytes of text by itself: its vocabulary has all 256 and nothing
  /// asks for another way.
  static boolean takesBytes(Json json) {
    Json vocab = json.get("vocab").object();
    return ModelJson.type(json).equals("BPE")
        && isEmpty(json.get("continuing_subword_prefix"))
        && isEmpty(json.get("end_of_word_suffix"))
        && ByteAlphabet.characters().allMatch(c -> vocab.node().has(Character.toString(c)))
        && hasNoGaps(vocab);
  }

  private static boolean isEmpty(Json json) {
    return json.isNull() || json.text().isEmpty();
  }

  private static boolean hasNoGaps(Json vocab) {
    boolean[] seen = new boolean[vocab.size()];
    for (JsonNode id : vocab.node()) {
      int value = id.asInt(-1);
      if (value < 0 || value >= seen.length || seen[value]) {
        return false;
      }
      seen[value] = true;
    }
    return true;
  }

  /// A random tokenizer cannot be equal to another; a dropout of nothing is none.
  static void refuseDropout(Json json) {
    Json dropout = json.get("dropout");
    if (!dropout.isNull() && dropout.node().asDouble(1) != 0) {
      throw dropout.unsupported("only null and 0 are");
    }
  }

  static BpeModel read(Json json) {
    refuseDropout(json);
    // With all 256 bytes in the vocabulary nothing is unknown: unk_token, fuse_unk and
    // byte_fallback do nothing.
    List<String[]> merges = merges(json.get("merges").array());
    BpeVocabulary vocabulary = BpeVocabulary.of(tokens(json.get("vocab").object()), merges);
    return json.get("ignore_merges").flag(false)
        ? BpeModel.wholeWordsFirst(vocabulary)
        : BpeModel.of(vocabulary);
  }

  private static List<String> tokens(Json vocab) {
    @Nullable String[] tokens = new @Nullable String[vocab.size()];
    vocab
        .node()
        .fieldNames()
        .forEachRemaining(token -> {
          int id = vocab.get(token).number();
          if (id < 0 || id >= tokens.length || tokens[id] != null) {
            throw vocab
                .get(token)
                .invalid("a free id from 0 to " + (tokens.length - 1) + " without gaps");
          }
          tokens[id] = token;
        });
    List<String> list = new ArrayList<>(tokens.length);
    for (String token : tokens) {
      if (token != null) {
        list.add(token);
      }
    }
    return list;
  }

  static List<String[]> merges(Json json) {
    List<String[]> merges = new ArrayList<>(json.size());
    for (int i = 0; i < json.size(); i++) {
      Json merge = json.at(i);
      String[] pair =
          merge.node().isTextual()
              ? merge.text().split(" ", -1)
              : merge.array().size() == 2
                  ? new String[] {merge.at(0).text(), merge.at(1).text()}
                  : new String[0];
      if (pair.length != 2) {
        throw merge.invalid("two tokens");
      }
      merges.add(pair);
    }
    return merges;
  }

  static ObjectNode write(BpeModel model) {
    ObjectNode json = TokenizerJson.MAPPER.createObjectNode();
    json.put("type", "BPE");
    for (String unset :
        Arrays.asList("dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix")) {
      json.putNull(unset);
    }
    json.put("fuse_unk", false);
    json.put("byte_fallback", false);
    json.put("ignore_merges", model.takesWholeWordsFirst());
    List<String> tokens = model.vocabulary().tokens();
    ObjectNode vocab = json.putObject("vocab");
    for (int id = 0; id < tokens.size(); id++) {
      vocab.put(tokens.get(id), id);
    }
    ArrayNode merges = json.putArray("merges");
    for (BpeVocabulary.Merge merge : model.vocabulary().merges()) {
      merges.addArray().add(tokens.get(merge.left())).add(tokens.get(merge.right()));
    }
    return json;
  }
}
