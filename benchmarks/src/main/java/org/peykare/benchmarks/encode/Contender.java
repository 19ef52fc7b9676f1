package org.peykare.benchmarks.encode;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import com.knuddels.jtokkit.api.IntArrayList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.peykare.tokenizer.Tokenizer;
import org.peykare.tokenizer.bpe.BpeModel;
import org.peykare.tokenizer.bpe.ByteAlphabet;
import org.peykare.tokenizer.bpe.WordPattern;
import org.peykare.tokenizer.json.TokenizerJson;
import org.peykare.tokenizer.pipeline.Pipeline;

/// A way to encode a text.
///
/// @param name what it is called in tables
/// @param encoding what it does
record Contender(String name, Encoding encoding) {
  /// Encodes a text to ids.
  interface Encoding {
    int[] ids(String text);
  }

  /// Ids alone.
  static Contender ids(Path tokenizer) {
    Tokenizer loaded = Tokenizer.load(tokenizer);
    return new Contender("Peykare, ids", loaded::encodeIds);
  }

  /// Ids, offsets and word numbers.
  static Contender idsAndOffsets(Path tokenizer) {
    Tokenizer loaded = Tokenizer.load(tokenizer);
    return new Contender("Peykare, ids and offsets", text -> loaded.encode(text).ids());
  }

  /// DJL's wrapper of Hugging Face's library, which always gives offsets as well.
  static Contender huggingFace(Path tokenizer) throws IOException {
    HuggingFaceTokenizer loaded =
        HuggingFaceTokenizer.newInstance(
            TokenizerJson.file(tokenizer),
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
    return new Contender(
        "Hugging Face (DJL, JNI)",
        text ->
            LongStream.of(loaded.encode(text, false, false).getIds())
                .mapToInt(i -> (int) i)
                .toArray());
  }

  /// jtokkit with the same pattern and the same tokens; the order of the ids is that of the merges.
  static Contender jtokkit(Path tokenizer) {
    Pipeline pipeline = TokenizerJson.read(tokenizer);
    if (!(pipeline.model() instanceof BpeModel model)
        || !(pipeline.preTokenizer() instanceof WordPattern pattern)) {
      throw new IllegalArgumentException(
          "Cannot compare with %s: it is not byte-level BPE with a known pattern"
              .formatted(tokenizer));
    }
    Map<byte[], Integer> ranks = new HashMap<>();
    for (int id = 0; id < model.size(); id++) {
      String token = model.vocabulary().tokens().get(id);
      if (!pipeline.specialTokens().containsKey(token)) {
        ranks.put(bytes(token), id);
      }
    }
    Pattern regex = Pattern.compile(pattern.regex(), Pattern.UNICODE_CHARACTER_CLASS);
    var registry = Encodings.newLazyEncodingRegistry();
    registry.registerGptBytePairEncoding(
        new GptBytePairEncodingParams("same", regex, ranks, pipeline.specialTokens()));
    var encoding = registry.getEncoding("same").orElseThrow();
    return new Contender(
        "jtokkit",
        text -> {
          IntArrayList ids = encoding.encodeOrdinary(text);
          return ids.toArray();
        });
  }

  private static byte[] bytes(String token) {
    byte[] bytes = new byte[token.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ByteAlphabet.byteOf(token.charAt(i));
    }
    return bytes;
  }
}
