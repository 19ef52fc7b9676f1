package org.peykare.tokenizer.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.bpe.BpeModel;
import org.peykare.tokenizer.bpe.BpeVocabulary;

/// The model `BPE` of a `tokenizer.json`.
final class BpeJson {
  private BpeJson() {}

  static BpeModel read(Json json) {
    // Old files leave the type out.
    if (!json.get("type").isNull() && !json.type().equals("BPE")) {
      throw json.get("type").unsupported("BPE is");
    }
    json.unset("dropout");
    json.only("continuing_subword_prefix", "");
    json.only("end_of_word_suffix", "");
    json.only("byte_fallback", false);
    // With all 256 bytes in the vocabulary nothing is unknown: unk_token, fuse_unk do nothing.
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

  private static List<String[]> merges(Json json) {
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
