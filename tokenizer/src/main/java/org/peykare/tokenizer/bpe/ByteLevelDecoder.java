package org.peykare.tokenizer.bpe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.peykare.tokenizer.pipeline.Decoder;
import org.peykare.tokenizer.pipeline.Utf8;

/// Puts the bytes of byte-level tokens together. A token with a character outside the byte
/// alphabet, such as an added token with a space, stands for itself.
public final class ByteLevelDecoder implements Decoder {
  /// The only instance.
  public static final ByteLevelDecoder BYTE_LEVEL = new ByteLevelDecoder();

  private ByteLevelDecoder() {}

  @Override
  public List<String> decodeAll(List<String> tokens) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tokens.forEach(token -> out.writeBytes(bytes(token)));
    return List.of(Utf8.decode(out.toByteArray(), out.size()));
  }

  @Override
  public byte[] bytes(String token) {
    byte[] bytes = new byte[token.length()];
    for (int i = 0; i < bytes.length; i++) {
      int b = ByteAlphabet.byteOf(token.charAt(i));
      if (b < 0) {
        return token.getBytes(StandardCharsets.UTF_8);
      }
      bytes[i] = (byte) b;
    }
    return bytes;
  }
}
