package org.peykare.tokenizer.pipeline;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds added tokens in text: leftmost, then longest. A token that must stand alone and does not
/// is passed over as a whole, not tried shorter.
final class AddedTokenMatcher {
  /// Takes what the text was cut into, from left to right.
  interface Cuts {
    void token(AddedToken token, int from, int to);

    void text(int from, int to);
  }

  private record Pattern(String content, AddedToken token) {}

  private final BitSet firstChars = new BitSet();
  private final Map<Character, List<Pattern>> byFirstChar = new HashMap<>();

  /// Looks for `token` written as `content`.
  void add(AddedToken token, String content) {
    firstChars.set(content.charAt(0));
    List<Pattern> patterns = byFirstChar.computeIfAbsent(content.charAt(0), _ -> new ArrayList<>());
    patterns.add(new Pattern(content, token));
    patterns.sort(comparingInt((Pattern p) -> p.content().length()).reversed());
  }

  /// Whether no token is looked for.
  boolean isEmpty() {
    return byFirstChar.isEmpty();
  }

  /// Cuts `text` from `from` to `to`.
  void cut(String text, int from, int to, Cuts cuts) {
    int done = from;
    for (int at = next(text, from, to); at < to; at = next(text, at + 1, to)) {
      Pattern match = match(text, at, to);
      if (match == null) {
        continue;
      }
      int end = at + match.content().length();
      // A match inside white space that the token before it swallowed is void.
      if (at >= done && standsAlone(match.token(), text, at, end, from, to)) {
        int start = match.token().lstrip() ? Math.max(stripLeft(text, from, at), done) : at;
        int stop = match.token().rstrip() ? stripRight(text, end, to) : end;
        if (done < start) {
          cuts.text(done, start);
        }
        cuts.token(match.token(), start, stop);
        done = stop;
      }
      at = end - 1;
    }
    if (done < to) {
      cuts.text(done, to);
    }
  }

  /// The next place from `at` on where a token may begin.
  private int next(String text, int at, int to) {
    if (byFirstChar.size() == 1) {
      int found = text.indexOf(firstChars.nextSetBit(0), at, to);
      return found < 0 ? to : found;
    }
    int i = byFirstChar.isEmpty() ? to : at;
    while (i < to && !firstChars.get(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private @Nullable Pattern match(String text, int at, int to) {
    for (Pattern pattern : byFirstChar.getOrDefault(text.charAt(at), List.of())) {
      String content = pattern.content();
      if (content.length() <= to - at && text.startsWith(content, at)) {
        return pattern;
      }
    }
    return null;
  }

  private static boolean standsAlone(
      AddedToken token, String text, int start, int end, int from, int to) {
    return !token.singleWord()
        || ((start == from || !WhiteSpace.isWord(text.codePointBefore(start)))
            && (end == to || !WhiteSpace.isWord(text.codePointAt(end))));
  }

  private static int stripLeft(String text, int from, int at) {
    int start = at;
    while (start > from && WhiteSpace.is(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int stripRight(String text, int at, int to) {
    int end = at;
    while (end < to && WhiteSpace.is(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
