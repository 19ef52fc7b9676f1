package org.peykare.tokenizer.json;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.peykare.tokenizer.bpe.WordPattern;
import org.peykare.tokenizer.pipeline.PreTokenizer;
import org.peykare.tokenizer.split.Behavior;
import org.peykare.tokenizer.split.ByteCharacters;
import org.peykare.tokenizer.split.CharacterCutter;
import org.peykare.tokenizer.split.Cutters;
import org.peykare.tokenizer.split.MetaspaceSplit;
import org.peykare.tokenizer.split.PatternCutter;
import org.peykare.tokenizer.split.PrefixSpace;
import org.peykare.tokenizer.split.SplitSequence;

/// The pre-tokenizer of a `tokenizer.json`.
///
/// Where the last step is ByteLevel and the model takes the bytes of text by itself, the step that
/// writes bytes as characters is left out.
final class PreTokenizerJson {
  /// Who turns text into bytes.
  enum Bytes {
    /// The model does.
    BY_MODEL,
    /// The pre-tokenizer does.
    BY_PRE_TOKENIZER
  }

  private final Bytes bytes;

  PreTokenizerJson(Bytes bytes) {
    this.bytes = bytes;
  }

  /// Whether the last step writes text as bytes, and no other does.
  static boolean endsInByteLevel(Json json) {
    if (json.isNull()) {
      return false;
    }
    if (json.type().equals("ByteLevel")) {
      return true;
    }
    if (!json.type().equals("Sequence")) {
      return false;
    }
    Json steps = json.get("pretokenizers").array();
    for (int i = 0; i < steps.size() - 1; i++) {
      if (steps.at(i).type().equals("ByteLevel") || steps.at(i).type().equals("Sequence")) {
        return false;
      }
    }
    return steps.size() > 0 && steps.at(steps.size() - 1).type().equals("ByteLevel");
  }

  PreTokenizer read(Json json) {
    if (json.isNull()) {
      return PreTokenizer.NONE;
    }
    return switch (json.type()) {
      case "ByteLevel" -> byteLevel(json);
      case "BertPreTokenizer" -> Cutters.BERT;
      case "Whitespace" -> Cutters.WORDS;
      case "WhitespaceSplit" -> Cutters.WHITE_SPACE;
      case "Punctuation" -> {
        json.fields("type", "behavior");
        Json behavior = json.get("behavior");
        yield Cutters.punctuation(behavior.isNull() ? Behavior.ISOLATED : behavior(behavior));
      }
      case "Digits" -> {
        json.fields("type", "individual_digits");
        boolean each = json.get("individual_digits").flag(false);
        yield Cutters.digits(each ? Behavior.ISOLATED : Behavior.CONTIGUOUS);
      }
      case "CharDelimiterSplit" -> {
        json.fields("type", "delimiter");
        int delimiter = character(json.get("delimiter"));
        yield new CharacterCutter(c -> c == delimiter, Behavior.REMOVED);
      }
      case "Split" -> split(json);
      case "Metaspace" -> metaspace(json);
      case "Sequence" -> sequence(json);
      default ->
          throw json.get("type")
              .unsupported(
                  "ByteLevel, BertPreTokenizer, Whitespace, WhitespaceSplit, Punctuation, Digits, CharDelimiterSplit, Split, Metaspace, Sequence and null are");
    };
  }

  private PreTokenizer byteLevel(Json json) {
    json.fields("type", "add_prefix_space", "trim_offsets", "use_regex");
    PreTokenizer cutter = json.get("use_regex").flag(true) ? WordPattern.GPT2 : PreTokenizer.NONE;
    PreTokenizer prefixed =
        json.get("add_prefix_space").flag(true) ? new PrefixSpace(cutter) : cutter;
    return bytes == Bytes.BY_MODEL
        ? prefixed
        : new SplitSequence(List.of(prefixed, ByteCharacters.BYTES));
  }

  private static PreTokenizer split(Json json) {
    json.fields("type", "pattern", "behavior", "invert");
    Behavior behavior = behavior(json.get("behavior"));
    boolean invert = json.get("invert").flag(false);
    Json regex = json.get("pattern").object().get("Regex");
    for (WordPattern known : WordPattern.values()) {
      boolean cutsAll = behavior == Behavior.ISOLATED || (behavior == Behavior.REMOVED && invert);
      if (cutsAll && !regex.isNull() && known.regex().equals(regex.text())) {
        return known;
      }
    }
    Pattern pattern = NormalizerJson.pattern(json.get("pattern"));
    return new PatternCutter(
        pattern, behavior, invert ? PatternCutter.Counts.GAPS : PatternCutter.Counts.MATCHES);
  }

  private static PreTokenizer metaspace(Json json) {
    json.fields("type", "replacement", "prepend_scheme", "split", "add_prefix_space", "str_rep");
    String replacement = Character.toString(character(json.get("replacement")));
    MetaspaceSplit.Prepend prepend = prepend(json);
    return json.get("split").flag(true)
        ? MetaspaceSplit.cutting(replacement, prepend)
        : MetaspaceSplit.whole(replacement, prepend);
  }

  /// Older files say `add_prefix_space` instead of `prepend_scheme`.
  static MetaspaceSplit.Prepend prepend(Json json) {
    if (!json.get("add_prefix_space").flag(true)) {
      return MetaspaceSplit.Prepend.NEVER;
    }
    Json scheme = json.get("prepend_scheme");
    return switch (scheme.isNull() ? "always" : scheme.text()) {
      case "always" -> MetaspaceSplit.Prepend.ALWAYS;
      case "first" -> MetaspaceSplit.Prepend.FIRST;
      case "never" -> MetaspaceSplit.Prepend.NEVER;
      default -> throw scheme.invalid("always, first or never");
    };
  }

  static int character(Json json) {
    String text = json.text();
    if (text.codePointCount(0, text.length()) != 1) {
      throw json.invalid("one character");
    }
    return text.codePointAt(0);
  }

  private static Behavior behavior(Json json) {
    return switch (json.text()) {
      case "Removed" -> Behavior.REMOVED;
      case "Isolated" -> Behavior.ISOLATED;
      case "Contiguous" -> Behavior.CONTIGUOUS;
      case "MergedWithPrevious" -> Behavior.MERGED_WITH_PREVIOUS;
      case "MergedWithNext" -> Behavior.MERGED_WITH_NEXT;
      default ->
          throw json.invalid("Removed, Isolated, Contiguous, MergedWithPrevious or MergedWithNext");
    };
  }

  private PreTokenizer sequence(Json json) {
    json.fields("type", "pretokenizers");
    Json all = json.get("pretokenizers").array();
    List<PreTokenizer> steps = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      steps.add(read(all.at(i)));
    }
    steps.removeIf(step -> step == PreTokenizer.NONE);
    return steps.isEmpty()
        ? PreTokenizer.NONE
        : steps.size() == 1 ? steps.getFirst() : new SplitSequence(steps);
  }
}
