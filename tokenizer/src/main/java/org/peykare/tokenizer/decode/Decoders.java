package org.peykare.tokenizer.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peykare.tokenizer.pipeline.Decoder;

/// The decoders of Hugging Face that are a few lines each.
public final class Decoders {
  private Decoders() {}

  /// All tokens become one (`Fuse`).
  public static Decoder fuse() {
    return tokens -> List.of(String.join("", tokens));
  }

  /// Replaces a pattern in every token (`Replace`).
  public static Decoder replace(Pattern pattern, String content) {
    return each(token -> pattern.matcher(token).replaceAll(Matcher.quoteReplacement(content)));
  }

  /// Takes a character away, up to `start` times at the beginning of every token and up to `stop`
  /// times at its end (`Strip`).
  public static Decoder strip(int character, int start, int stop) {
    return each(token -> {
      int[] chars = token.codePoints().toArray();
      int from = 0;
      while (from < Math.min(start, chars.length) && chars[from] == character) {
        from++;
      }
      int to = chars.length;
      while (to > 0 && chars.length - to < stop && chars[to - 1] == character) {
        to--;
      }
      return from < to ? new String(chars, from, to - from) : "";
    });
  }

  /// SentencePiece's visible space becomes a space, but goes at the beginning of the text where it
  /// was put there (`Metaspace`).
  public static Decoder metaspace(String replacement, Prepended prepended) {
    return tokens -> {
      List<String> result = new ArrayList<>(tokens.size());
      for (String token : tokens) {
        boolean first = result.isEmpty() && prepended == Prepended.YES;
        result.add(token.replace(replacement, first ? "" : " "));
      }
      return result;
    };
  }

  /// Whether a visible space was put at the beginning of the text.
  public enum Prepended {
    /// It was.
    YES,
    /// It was not.
    NO
  }

  /// The suffix of words becomes a space, but not at the end (`BPEDecoder`).
  public static Decoder suffix(String suffix) {
    return tokens -> {
      List<String> result = new ArrayList<>(tokens.size());
      for (int i = 0; i < tokens.size(); i++) {
        result.add(tokens.get(i).replace(suffix, i == tokens.size() - 1 ? "" : " "));
      }
      return result;
    };
  }

  /// Repeated tokens once, the padding token out, the delimiter a space (`CTC`).
  public static Decoder ctc(String padding, String delimiter, UnaryOperator<String> cleanup) {
    return tokens -> {
      List<String> result = new ArrayList<>();
      String last = null;
      for (String token : tokens) {
        if (!token.equals(last)) {
          String clean = cleanup.apply(token.replace(padding, ""));
          String text = clean.replace(delimiter, " ");
          if (!text.isEmpty()) {
            result.add(text);
          }
        }
        last = token;
      }
      return result;
    };
  }

  /// Decoders one after another (`Sequence`).
  public static Decoder sequence(List<Decoder> steps) {
    List<Decoder> all = List.copyOf(steps);
    return tokens -> {
      List<String> result = tokens;
      for (Decoder step : all) {
        result = step.decodeAll(result);
      }
      return result;
    };
  }

  private static Decoder each(UnaryOperator<String> change) {
    return tokens -> tokens.stream().map(change).toList();
  }
}
