package org.peykare.tokenizer.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// Fills an encoding up with padding tokens.
///
/// @param length up to this many tokens; empty: only to the multiple
/// @param multiple the length becomes a multiple of this; 1 for any
/// @param direction where the padding goes
/// @param id id of the padding token
/// @param typeId its type id
public record Padding(
    OptionalInt length, int multiple, Truncation.Direction direction, int id, int typeId) {

  public Padding {
    if (multiple < 1 || length.orElse(0) < 0 || id < 0) {
      throw new IllegalArgumentException(
          "Invalid padding: length %s, multiple of %d, id %d (must be 0 or more, 1 or more, 0 or more)"
              .formatted(length, multiple, id));
    }
  }

  /// Pads the parts of a text to one length, that of the first where none is given.
  List<Encoding> apply(List<Encoding> parts) {
    int least = length.orElse(parts.getFirst().size());
    int wanted = Math.ceilDiv(least, multiple) * multiple;
    return parts.stream().map(part -> apply(part, wanted)).toList();
  }

  private Encoding apply(Encoding encoding, int wanted) {
    int more = wanted - encoding.size();
    if (more <= 0) {
      return encoding;
    }
    return new Encoding(
        fill(encoding.ids(), more, id),
        fill(encoding.starts(), more, 0),
        fill(encoding.ends(), more, 0),
        fill(encoding.wordIds(), more, -1),
        fill(encoding.typeIds(), more, typeId),
        fill(encoding.specialMask(), more, 1),
        fill(encoding.attentionMask(), more, 0));
  }

  private int[] fill(int[] values, int more, int value) {
    int[] filled = new int[values.length + more];
    boolean right = direction == Truncation.Direction.RIGHT;
    System.arraycopy(values, 0, filled, right ? 0 : more, values.length);
    int from = right ? values.length : 0;
    Arrays.fill(filled, from, from + more, value);
    return filled;
  }
}
