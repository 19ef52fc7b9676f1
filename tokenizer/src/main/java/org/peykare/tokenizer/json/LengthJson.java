package org.peykare.tokenizer.json;

import java.util.Optional;
import java.util.OptionalInt;
import org.peykare.tokenizer.pipeline.Padding;
import org.peykare.tokenizer.pipeline.Truncation;

/// `truncation` and `padding` of a `tokenizer.json`.
final class LengthJson {
  private LengthJson() {}

  static Optional<Truncation> truncation(Json json) {
    if (json.isNull()) {
      return Optional.empty();
    }
    json.object().fields("direction", "max_length", "strategy", "stride");
    Json strategy = json.get("strategy");
    return Optional.of(
        new Truncation(
            json.get("max_length").number(),
            json.get("stride").number(),
            switch (strategy.text()) {
              case "LongestFirst" -> Truncation.Strategy.LONGEST_FIRST;
              case "OnlyFirst" -> Truncation.Strategy.ONLY_FIRST;
              case "OnlySecond" -> Truncation.Strategy.ONLY_SECOND;
              default -> throw strategy.invalid("LongestFirst, OnlyFirst or OnlySecond");
            },
            direction(json.get("direction"))));
  }

  static Optional<Padding> padding(Json json) {
    if (json.isNull()) {
      return Optional.empty();
    }
    json.object()
        .fields(
            "strategy", "direction", "pad_to_multiple_of", "pad_id", "pad_type_id", "pad_token");
    Json strategy = json.get("strategy");
    Json multiple = json.get("pad_to_multiple_of");
    int step = multiple.isNull() || multiple.number() == 0 ? 1 : multiple.number();
    OptionalInt length =
        strategy.node().isObject()
            ? OptionalInt.of(strategy.get("Fixed").number())
            : OptionalInt.empty();
    if (length.isEmpty() && !strategy.text().equals("BatchLongest")) {
      throw strategy.invalid("BatchLongest or Fixed");
    }
    return Optional.of(
        new Padding(
            length,
            step,
            direction(json.get("direction")),
            json.get("pad_id").number(),
            json.get("pad_type_id").number()));
  }

  private static Truncation.Direction direction(Json json) {
    return switch (json.isNull() ? "Right" : json.text()) {
      case "Right" -> Truncation.Direction.RIGHT;
      case "Left" -> Truncation.Direction.LEFT;
      default -> throw json.invalid("Right or Left");
    };
  }
}
