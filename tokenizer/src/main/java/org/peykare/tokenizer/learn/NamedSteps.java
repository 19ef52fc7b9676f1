package org.peykare.tokenizer.learn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.bpe.ByteLevelDecoder;
import org.peykare.tokenizer.bpe.WordPattern;
import org.peykare.tokenizer.decode.SpacedBytesDecoder;
import org.peykare.tokenizer.normalize.BertNormalizer;
import org.peykare.tokenizer.normalize.CharacterNormalizer;
import org.peykare.tokenizer.normalize.NormalizerSequence;
import org.peykare.tokenizer.normalize.ReplaceNormalizer;
import org.peykare.tokenizer.normalize.UnicodeForm;
import org.peykare.tokenizer.pipeline.Decoder;
import org.peykare.tokenizer.pipeline.Normalizer;
import org.peykare.tokenizer.pipeline.PreTokenizer;
import org.peykare.tokenizer.split.Cutters;
import org.peykare.tokenizer.split.MetaspaceSplit;

/// The steps that a training can put before the model, by their names.
public final class NamedSteps {
  private static final String REPLACE = "replace:";
  private static final Map<String, PreTokenizer> PRE_TOKENIZERS = new LinkedHashMap<>();
  private static final Map<String, Normalizer> NORMALIZERS = new LinkedHashMap<>();

  static {
    PRE_TOKENIZERS.put("gpt2", WordPattern.GPT2);
    PRE_TOKENIZERS.put("gpt4", WordPattern.GPT4);
    PRE_TOKENIZERS.put("o200k", WordPattern.O200K);
    PRE_TOKENIZERS.put("persian", WordPattern.PERSIAN);
    PRE_TOKENIZERS.put(
        "metaspace",
        MetaspaceSplit.cutting(SpacedBytesDecoder.VISIBLE_SPACE, MetaspaceSplit.Prepend.ALWAYS));
    PRE_TOKENIZERS.put("bert", Cutters.BERT);
    NORMALIZERS.put("nfc", UnicodeForm.NFC);
    NORMALIZERS.put("nfd", UnicodeForm.NFD);
    NORMALIZERS.put("nfkc", UnicodeForm.NFKC);
    NORMALIZERS.put("nfkd", UnicodeForm.NFKD);
    NORMALIZERS.put("lowercase", CharacterNormalizer.LOWER_CASE);
    NORMALIZERS.put("strip-accents", CharacterNormalizer.STRIP_ACCENTS);
    NORMALIZERS.put("bert", BertNormalizer.ALL);
    NORMALIZERS.put(
        "persian",
        new NormalizerSequence(
            List.of(
                new ReplaceNormalizer(Pattern.compile("[يى]"), "[يى]", "ی"),
                ReplaceNormalizer.literal("ك", "ک"),
                ReplaceNormalizer.literal("\u0640", ""),
                ReplaceNormalizer.literal("\u06C0", "ه\u0654"))));
    NORMALIZERS.put("none", Normalizer.NONE);
  }

  private NamedSteps() {}

  /// The pre-tokenizer `name`.
  ///
  /// @throws IllegalArgumentException when there is none of that name
  public static PreTokenizer preTokenizer(String name) {
    @Nullable PreTokenizer found = PRE_TOKENIZERS.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "Invalid pre-tokenizer: %s (must be one of %s)"
              .formatted(name, String.join(", ", PRE_TOKENIZERS.keySet())));
    }
    return found;
  }

  /// The decoder that goes the way of the pre-tokenizer back.
  public static Decoder decoder(PreTokenizer preTokenizer) {
    return preTokenizer instanceof MetaspaceSplit
        ? SpacedBytesDecoder.SPACED_BYTES
        : ByteLevelDecoder.BYTE_LEVEL;
  }

  /// The normalizers `names`, one after the other.
  ///
  /// @throws IllegalArgumentException when there is none of a name
  public static Normalizer normalizer(List<String> names) {
    List<Normalizer> steps = new ArrayList<>();
    for (String name : names) {
      Normalizer step = normalizer(name);
      if (step != Normalizer.NONE) {
        steps.add(step);
      }
    }
    return steps.isEmpty()
        ? Normalizer.NONE
        : steps.size() == 1 ? steps.getFirst() : new NormalizerSequence(steps);
  }

  private static Normalizer normalizer(String name) {
    int equals = name.indexOf('=', REPLACE.length() + 1);
    if (name.startsWith(REPLACE) && equals > 0) {
      return ReplaceNormalizer.literal(
          name.substring(REPLACE.length(), equals), name.substring(equals + 1));
    }
    @Nullable Normalizer found = NORMALIZERS.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "Invalid normalizer: %s (must be one of %s, replace:FROM=TO)"
              .formatted(name, String.join(", ", NORMALIZERS.keySet())));
    }
    return found;
  }
}
