package org.peykare.tokenizer.normalize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.peykare.tokenizer.pipeline.NormalizedText;

/// Rewrites text to a normal form and notes the origin of every character the way Hugging Face
/// does: decomposing, reordering and composing each carry a balance of characters inserted (+1) and
/// swallowed (-1), and the results take the places of the originals from left to right.
final class FormRewriter {
  /// A character on its way, with its balance; `order` ranks canonical combining classes, 0 for
  /// starters.
  private record Unit(int codePoint, int order, int balance) {
    Unit joined(int composed, Unit swallowed) {
      return new Unit(composed, order, balance + swallowed.balance - 1);
    }
  }

  private final String text;
  private final UnicodeForm form;
  private final StringBuilder out = new StringBuilder();
  private int[] starts;
  private int[] ends;

  /// A rewriter of parts of `text` that are `length` units long together.
  FormRewriter(String text, int length, UnicodeForm form) {
    this.text = text;
    this.form = form;
    starts = new int[length + 16];
    ends = new int[length + 16];
  }

  NormalizedText result() {
    return NormalizedText.rewritten(out.toString(), starts, ends);
  }

  /// Takes a range over as it is.
  void keep(int from, int to) {
    for (int at = from; at < to; ) {
      int codePoint = text.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      append(codePoint, at, next);
      at = next;
    }
  }

  /// Takes the normal form of a range over.
  void rewrite(int from, int to) {
    int at = from;
    List<Unit> units = sorted(decomposed(from, to));
    for (Unit unit : form.composes() ? composed(units) : units) {
      if (unit.balance > 0) {
        int before = at > 0 ? text.offsetByCodePoints(at, -1) : 0;
        append(unit.codePoint, before, at);
        continue;
      }
      int next = text.offsetByCodePoints(at, 1);
      append(unit.codePoint, at, next);
      at = text.offsetByCodePoints(next, -unit.balance);
    }
  }

  private void append(int codePoint, int start, int end) {
    int from = out.length();
    out.appendCodePoint(codePoint);
    if (out.length() > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    for (int i = from; i < out.length(); i++) {
      starts[i] = start;
      ends[i] = end;
    }
  }

  private List<Unit> decomposed(int from, int to) {
    List<Unit> units = new ArrayList<>(to - from);
    for (int at = from; at < to; ) {
      int codePoint = text.codePointAt(at);
      String parts = form.decompose(codePoint);
      for (int i = 0; i < parts.length(); ) {
        int part = parts.codePointAt(i);
        units.add(new Unit(part, CombiningOrder.of(part), i == 0 ? 0 : 1));
        i += Character.charCount(part);
      }
      at += Character.charCount(codePoint);
    }
    return units;
  }

  private static List<Unit> sorted(List<Unit> units) {
    for (int start = 0; start < units.size(); ) {
      int end = start;
      while (end < units.size() && units.get(end).order > 0) {
        end++;
      }
      units.subList(start, end).sort(Comparator.comparingInt(Unit::order));
      start = end + 1;
    }
    return units;
  }

  private static List<Unit> composed(List<Unit> units) {
    List<Unit> result = new ArrayList<>(units.size());
    int starter = -1;
    int lastOrder = 0;
    for (Unit unit : units) {
      boolean adjacent = starter == result.size() - 1;
      if (starter >= 0 && (adjacent || (unit.order > 0 && lastOrder < unit.order))) {
        int joined = CombiningOrder.compose(result.get(starter).codePoint, unit.codePoint);
        if (joined >= 0) {
          result.set(starter, result.get(starter).joined(joined, unit));
          continue;
        }
      }
      if (unit.order == 0) {
        starter = result.size();
      }
      lastOrder = unit.order;
      result.add(unit);
    }
    return result;
  }
}
