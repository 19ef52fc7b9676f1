package org.peykare.tokenizer.pipeline;

import java.util.ArrayList;
import java.util.List;

/// How long an encoding may be, and what becomes of the rest: further parts, each of which repeats
/// the last `stride` tokens of the one before.
///
/// @param maxLength tokens at most, special tokens counted
/// @param stride tokens of a part that the next one repeats
/// @param strategy which text of a pair is shortened
/// @param direction where the first part is
public record Truncation(int maxLength, int stride, Strategy strategy, Direction direction) {
  /// Which text of a pair is shortened.
  public enum Strategy {
    /// The longer one, then both alike.
    LONGEST_FIRST,
    /// The first.
    ONLY_FIRST,
    /// The second.
    ONLY_SECOND
  }

  /// Where the first part is.
  public enum Direction {
    /// At the beginning; what is cut off is on the right.
    RIGHT,
    /// At the end.
    LEFT
  }

  /// The text cannot be shortened as asked.
  public static final class TooShort extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    TooShort(String message) {
      super(message);
    }
  }

  /// Two texts, each in parts.
  record Parts(List<Encoding> first, List<Encoding> second) {}

  public Truncation {
    if (maxLength < 0 || stride < 0) {
      throw new IllegalArgumentException(
          "Invalid truncation: at most %d tokens, stride %d (both must be 0 or more)"
              .formatted(maxLength, stride));
    }
  }

  /// Cuts one text.
  List<Encoding> apply(Encoding text, int added) {
    int most = room(added);
    if (text.size() <= most) {
      return List.of(text);
    }
    if (strategy == Strategy.ONLY_SECOND && most > 0) {
      throw new TooShort("Truncation error: Second sequence not provided");
    }
    return cut(text, most);
  }

  /// Cuts a pair.
  Parts apply(Encoding first, Encoding second, int added) {
    int most = room(added);
    if (most == 0) {
      return new Parts(cut(first, 0), cut(second, 0));
    }
    int remove = first.size() + second.size() - most;
    if (remove <= 0) {
      return new Parts(List.of(first), List.of(second));
    }
    return switch (strategy) {
      case ONLY_FIRST -> new Parts(cut(first, left(first, remove)), List.of(second));
      case ONLY_SECOND -> new Parts(List.of(first), cut(second, left(second, remove)));
      case LONGEST_FIRST -> longestFirst(first, second, most);
    };
  }

  /// Where the special tokens alone are too many, the reference cuts nothing.
  private int room(int added) {
    return maxLength < added ? Integer.MAX_VALUE : maxLength - added;
  }

  private static int left(Encoding text, int remove) {
    if (text.size() <= remove) {
      throw tooShort();
    }
    return text.size() - remove;
  }

  private static TooShort tooShort() {
    return new TooShort(
        "Truncation error: Sequence to truncate too short to respect the provided max_length");
  }

  private Parts longestFirst(Encoding first, Encoding second, int most) {
    int shorter = Math.min(first.size(), second.size());
    int longer = shorter > most ? shorter : Math.max(shorter, most - shorter);
    if (shorter + longer > most) {
      shorter = most / 2;
      longer = shorter + most % 2;
    }
    boolean firstIsShorter = first.size() <= second.size();
    return new Parts(
        cut(first, firstIsShorter ? shorter : longer),
        cut(second, firstIsShorter ? longer : shorter));
  }

  /// The parts of `text`, each of `most` tokens at most.
  private List<Encoding> cut(Encoding text, int most) {
    int size = text.size();
    if (most >= size) {
      return List.of(text);
    }
    if (most == 0) {
      return List.of(text.part(0, 0), text);
    }
    if (stride >= most) {
      throw new TooShort(
          "`stride` must be strictly less than `max_len=%d` (note that `max_len` may be shorter than the max length of the original model, as it subtracts the number of special characters"
              .formatted(most));
    }
    List<Encoding> parts = new ArrayList<>();
    int step = most - stride;
    if (direction == Direction.RIGHT) {
      for (int start = 0, end = 0; end < size; start += step) {
        end = Math.min(start + most, size);
        parts.add(text.part(start, end));
      }
    } else {
      for (int end = size, start = size; start > 0; end -= step) {
        start = Math.max(0, end - most);
        parts.add(text.part(start, end));
      }
    }
    return parts;
  }
}
