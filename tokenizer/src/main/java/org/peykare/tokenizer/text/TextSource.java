package org.peykare.tokenizer.text;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.peykare.formats.document.CatalogConfig;

/// Texts to learn from or to measure on.
public sealed interface TextSource {

  /// The documents of a snapshot.
  ///
  /// @param catalog where the documents table lies
  /// @param snapshot a tag, a snapshot id or `latest`
  /// @param weights how often documents of each language are taken
  /// @param part which documents are taken
  record Snapshot(
      CatalogConfig catalog, String snapshot, LanguageWeights weights, DocumentPart part)
      implements TextSource {
    /// Every document, as often as `weights` say.
    public Snapshot(CatalogConfig catalog, String snapshot, LanguageWeights weights) {
      this(catalog, snapshot, weights, new DocumentPart.All());
    }

    /// Every document once.
    public Snapshot(CatalogConfig catalog, String snapshot) {
      this(catalog, snapshot, LanguageWeights.NONE);
    }
  }

  /// UTF-8 text that comes as a stream, line by line like a file's; read once, then closed.
  record Stream(InputStream in) implements TextSource {}

  /// UTF-8 text files; each line with its line end is a text, as Hugging Face reads them.
  record Lines(List<Path> files) implements TextSource {
    public Lines {
      files = List.copyOf(files);
      if (files.isEmpty()) {
        throw new IllegalArgumentException("Cannot read text: no file was named");
      }
    }
  }

  /// Texts in memory or computed on the way.
  record Texts(Iterable<String> texts) implements TextSource {}
}
