package org.peykare.tokenizer.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/// Some texts of a [TextSource].
public sealed interface TextBatch {
  /// Passes the texts on.
  ///
  /// @throws IllegalArgumentException when they are not UTF-8
  void forEach(TextSink sink);

  /// Takes texts.
  @FunctionalInterface
  interface TextSink {
    /// The next text, `text` from `from` to `to`.
    void text(String text, int from, int to);
  }

  /// Texts in memory.
  record Texts(List<String> texts) implements TextBatch {
    @Override
    public void forEach(TextSink sink) {
      texts.forEach(text -> sink.text(text, 0, text.length()));
    }
  }

  /// Lines of a file as bytes; each with its line end is a text.
  ///
  /// @param name of the file, for messages
  /// @param length bytes that count
  record Lines(String name, byte[] bytes, int length) implements TextBatch {
    private static final char REPLACEMENT = '\uFFFD';

    @Override
    public void forEach(TextSink sink) {
      String text = decode();
      for (int from = 0; from < text.length(); ) {
        int end = text.indexOf('\n', from);
        int to = end < 0 ? text.length() : end + 1;
        sink.text(text, from, to);
        from = to;
      }
    }

    /// The common way puts a replacement character where bytes are no UTF-8; only where one stands
    /// is it asked whether it was there before.
    private String decode() {
      String text = new String(bytes, 0, length, UTF_8);
      if (text.indexOf(REPLACEMENT) >= 0) {
        try {
          UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
        } catch (CharacterCodingException e) {
          throw new IllegalArgumentException(
              "Cannot read text: %s is not UTF-8 (convert it first)".formatted(name), e);
        }
      }
      return text;
    }
  }
}
