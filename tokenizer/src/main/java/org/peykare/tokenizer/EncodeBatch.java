package org.peykare.tokenizer;

import java.nio.file.Path;

/// Encodes JSON lines: `{"i": …, "text": "…"}` in, `{"i": …, "ids": […], "offsets": [[start, end],
/// …]}` out, without special tokens, offsets in code points.
public final class EncodeBatch {
  private final Tokenizer tokenizer;

  /// A batch encoder that uses `tokenizer`.
  public EncodeBatch(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /// Encodes the lines of `in` to `out`; returns their number.
  public long run(Path in, Path out) {
    throw new UnsupportedOperationException("" + tokenizer + in + out);
  }
}
