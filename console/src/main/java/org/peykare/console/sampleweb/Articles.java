package org.peykare.console.sampleweb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Reads the articles that lie beside this class, newest first.
final class Articles {
  private Articles() {}

  /// The articles of the folder `name`.
  static List<Article> of(String name) {
    try {
      URL folder = Objects.requireNonNull(Articles.class.getResource(name), name);
      URI uri = folder.toURI();
      if (!uri.getScheme().equals("jar")) {
        return read(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return read(jar.provider().getPath(uri));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the sample web's folder " + name, e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot find the sample web's folder " + name, e);
    }
  }

  private static List<Article> read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Articles::article)
          .sorted((a, b) ->
              b.date().equals(a.date())
                  ? a.slug().compareTo(b.slug())
                  : b.date().compareTo(a.date()))
          .toList();
    }
  }

  private static Article article(Path file) {
    try {
      String name = file.getFileName().toString();
      return Article.parse(
          name.substring(0, name.length() - ".txt".length()), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the sample web's article " + file, e);
    }
  }
}
