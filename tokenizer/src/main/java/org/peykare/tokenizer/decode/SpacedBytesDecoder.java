package org.peykare.tokenizer.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.peykare.tokenizer.bpe.ByteLevelDecoder;
import org.peykare.tokenizer.pipeline.Decoder;

/// Puts the bytes of byte-level tokens together, makes spaces of SentencePiece's visible ones and
/// takes the one away that was put before the text. A file writes it as a sequence of `ByteLevel`,
/// `Replace` and `Strip`.
public enum SpacedBytesDecoder implements Decoder {
  /// The only one.
  SPACED_BYTES;

  /// SentencePiece's visible space.
  public static final String VISIBLE_SPACE = "▁";

  @Override
  public List<String> decodeAll(List<String> tokens) {
    String text = ByteLevelDecoder.BYTE_LEVEL.decode(tokens).replace(VISIBLE_SPACE, " ");
    return List.of(text.startsWith(" ") ? text.substring(1) : text);
  }

  @Override
  public byte[] bytes(String token) {
    byte[] bytes = ByteLevelDecoder.BYTE_LEVEL.bytes(token);
    byte[] visible = VISIBLE_SPACE.getBytes(UTF_8);
    if (bytes.length < visible.length
        || !Arrays.equals(bytes, 0, visible.length, visible, 0, visible.length)) {
      return bytes;
    }
    // A pre-token has at most one, at its beginning.
    byte[] spaced = Arrays.copyOfRange(bytes, visible.length - 1, bytes.length);
    spaced[0] = ' ';
    return spaced;
  }
}
