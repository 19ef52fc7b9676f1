package org.peykare.tokenizer.json;

import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.peykare.tokenizer.normalize.BertNormalizer;
import org.peykare.tokenizer.normalize.CharacterNormalizer;
import org.peykare.tokenizer.normalize.CharsmapNormalizer;
import org.peykare.tokenizer.normalize.NormalizerSequence;
import org.peykare.tokenizer.normalize.PrependNormalizer;
import org.peykare.tokenizer.normalize.ReplaceNormalizer;
import org.peykare.tokenizer.normalize.StripNormalizer;
import org.peykare.tokenizer.normalize.UnicodeForm;
import org.peykare.tokenizer.pipeline.Normalizer;
import org.peykare.tokenizer.split.ByteCharacters;
import org.peykare.tokenizer.split.RegexTranslation;

/// The normalizer of a `tokenizer.json`.
final class NormalizerJson {
  private NormalizerJson() {}

  static Normalizer read(Json json) {
    if (json.isNull()) {
      return Normalizer.NONE;
    }
    return switch (json.type()) {
      case "NFC" -> UnicodeForm.NFC;
      case "NFD" -> UnicodeForm.NFD;
      case "NFKC" -> UnicodeForm.NFKC;
      case "NFKD" -> UnicodeForm.NFKD;
      case "Lowercase" -> CharacterNormalizer.LOWER_CASE;
      case "StripAccents" -> CharacterNormalizer.STRIP_ACCENTS;
      case "Nmt" -> CharacterNormalizer.NMT;
      case "ByteLevel" -> ByteCharacters.BYTES;
      case "Strip" -> strip(json);
      case "Prepend" -> {
        json.fields("type", "prepend");
        yield new PrependNormalizer(json.get("prepend").text());
      }
      case "Replace" -> {
        json.fields("type", "pattern", "content");
        yield new ReplaceNormalizer(
            pattern(json.get("pattern")), source(json.get("pattern")), json.get("content").text());
      }
      case "Precompiled" -> precompiled(json);
      case "BertNormalizer" -> bert(json);
      case "Sequence" -> sequence(json);
      default ->
          throw json.get("type")
              .unsupported(
                  "NFC, NFD, NFKC, NFKD, Lowercase, StripAccents, Nmt, ByteLevel, Strip, Prepend, Replace, Precompiled, BertNormalizer, Sequence and null are");
    };
  }

  private static Normalizer strip(Json json) {
    json.fields("type", "strip_left", "strip_right");
    boolean left = json.get("strip_left").flag(false);
    boolean right = json.get("strip_right").flag(false);
    if (!left && !right) {
      return Normalizer.NONE;
    }
    return left && right
        ? StripNormalizer.BOTH
        : left ? StripNormalizer.LEFT : StripNormalizer.RIGHT;
  }

  private static Normalizer precompiled(Json json) {
    json.fields("type", "precompiled_charsmap");
    Json map = json.get("precompiled_charsmap");
    String base64 = map.text();
    try {
      return CharsmapNormalizer.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(map.path() + ": " + e.getMessage(), e);
    }
  }

  private static Normalizer bert(Json json) {
    json.fields("type", "clean_text", "handle_chinese_chars", "strip_accents", "lowercase");
    boolean lowercase = json.get("lowercase").flag(true);
    Set<BertNormalizer.Step> steps = EnumSet.noneOf(BertNormalizer.Step.class);
    for (BertNormalizer.Step step : BertNormalizer.Step.values()) {
      boolean usual = step != BertNormalizer.Step.STRIP_ACCENTS || lowercase;
      if (json.get(step.name().toLowerCase(Locale.ROOT)).flag(usual)) {
        steps.add(step);
      }
    }
    return BertNormalizer.of(steps);
  }

  private static Normalizer sequence(Json json) {
    json.fields("type", "normalizers");
    Json all = json.get("normalizers").array();
    List<Normalizer> steps = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      steps.add(read(all.at(i)));
    }
    return new NormalizerSequence(steps);
  }

  /// A pattern, which the file gives as a string or as a regular expression.
  static Pattern pattern(Json json) {
    json.object().fields("String", "Regex");
    if (!json.get("String").isNull()) {
      return Pattern.compile(Pattern.quote(json.get("String").text()));
    }
    try {
      return RegexTranslation.translate(json.get("Regex").text());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(json.path() + ": " + e.getMessage(), e);
    }
  }

  private static String source(Json json) {
    Json literal = json.get("String");
    return literal.isNull() ? json.get("Regex").text() : literal.text();
  }
}
