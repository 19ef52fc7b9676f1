package org.peykare.tokenizer.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Reads the texts of a [TextSource].
public final class TextReader {
  private TextReader() {}

  /// Passes the texts of `source` on, one after the other.
  ///
  /// @throws IllegalArgumentException when the source does not exist or is not UTF-8
  public static void forEach(TextSource source, Consumer<String> consumer) {
    switch (source) {
      case TextSource.Texts(Iterable<String> texts) -> texts.forEach(consumer);
      case TextSource.Lines(var files) -> files.forEach(file -> lines(file, consumer));
      case TextSource.Stream(InputStream in) -> lines("standard input", in, consumer);
      case TextSource.Snapshot(var catalog, String snapshot, LanguageWeights weights) -> {
        try (SnapshotReader reader = SnapshotReader.open(catalog, snapshot)) {
          reader.forEach(document -> {
            int copies = weights.copies(document.lang(), document.id());
            for (int i = 0; i < copies; i++) {
              consumer.accept(document.text());
            }
          });
        }
      }
    }
  }

  private static void lines(Path file, Consumer<String> consumer) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("Cannot read text: there is no file " + file);
    }
    try {
      lines(file.toString(), Files.newInputStream(file), consumer);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static void lines(String name, InputStream in, Consumer<String> consumer) {
    try (Reader reader = new InputStreamReader(in, UTF_8.newDecoder())) {
      lines(reader, consumer);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "Cannot read text: %s is not UTF-8 (convert it first)".formatted(name), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }

  /// A line ends with its line feed; a carriage return alone ends none.
  private static void lines(Reader reader, Consumer<String> consumer) throws IOException {
    char[] buffer = new char[1 << 16];
    StringBuilder rest = new StringBuilder();
    for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
      int start = 0;
      for (int i = 0; i < n; i++) {
        if (buffer[i] == '\n') {
          consumer.accept(rest.append(buffer, start, i + 1 - start).toString());
          rest.setLength(0);
          start = i + 1;
        }
      }
      rest.append(buffer, start, n - start);
    }
    if (!rest.isEmpty()) {
      consumer.accept(rest.toString());
    }
  }
}
