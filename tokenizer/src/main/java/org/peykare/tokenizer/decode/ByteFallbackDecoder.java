package org.peykare.tokenizer.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.peykare.tokenizer.pipeline.Decoder;

/// Puts tokens such as `<0x0A>` together as bytes; each byte of a run that is no UTF-8 becomes
/// U+FFFD.
public enum ByteFallbackDecoder implements Decoder {
  /// The only one.
  BYTE_FALLBACK;

  private static final Pattern BYTE = Pattern.compile("<0x[0-9A-Fa-f]{2}>");

  @Override
  public List<String> decodeAll(List<String> tokens) {
    List<String> result = new ArrayList<>(tokens.size());
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    for (String token : tokens) {
      if (BYTE.matcher(token).matches()) {
        run.write(Integer.parseInt(token.substring(3, 5), 16));
      } else {
        flush(run, result);
        result.add(token);
      }
    }
    flush(run, result);
    return result;
  }

  private static void flush(ByteArrayOutputStream run, List<String> result) {
    if (run.size() == 0) {
      return;
    }
    try {
      result.add(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(run.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      for (int i = 0; i < run.size(); i++) {
        result.add("\uFFFD");
      }
    }
    run.reset();
  }
}
