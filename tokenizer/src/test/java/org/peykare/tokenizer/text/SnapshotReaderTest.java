package org.peykare.tokenizer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.formats.document.CatalogConfig;

class SnapshotReaderTest {
  private static final SnapshotDocument PERSIAN = document('c', "سلام\n\nدنیا می‌شود\n", "fa", 'c');
  private static final SnapshotDocument ENGLISH = document('a', "Hello world\n", "en", 'b');
  private static final SnapshotDocument LATER = document('b', "باز هم سلام\n", "fa", 'b');

  @TempDir Path dir;

  private static SnapshotDocument document(char id, String text, String lang, char cluster) {
    return new SnapshotDocument(
        String.valueOf(id).repeat(32), text, lang, String.valueOf(cluster).repeat(32));
  }

  private List<SnapshotDocument> read(String snapshot) {
    List<SnapshotDocument> documents = new ArrayList<>();
    try (SnapshotReader reader = SnapshotReader.open(CatalogConfig.in(dir), snapshot)) {
      reader.forEach(documents::add);
    }
    documents.sort(Comparator.comparing(SnapshotDocument::id));
    return documents;
  }

  @Test
  void readsASnapshotByTagAndById() throws IOException {
    long first;
    long second;
    try (DocumentsTableFixture table = new DocumentsTableFixture(dir)) {
      first = table.append(PERSIAN, ENGLISH);
      table.tag("v1");
      second = table.append(LATER);
    }

    assertThat(read("v1")).containsExactly(ENGLISH, PERSIAN);
    assertThat(read(Long.toString(first))).containsExactly(ENGLISH, PERSIAN);
    assertThat(read(Long.toString(second))).containsExactly(ENGLISH, LATER, PERSIAN);
    assertThat(read("latest")).isEqualTo(read(Long.toString(second)));

    try (SnapshotReader tagged = SnapshotReader.open(CatalogConfig.in(dir), "v1");
        SnapshotReader untagged =
            SnapshotReader.open(CatalogConfig.in(dir), Long.toString(second))) {
      assertThat(tagged.snapshotId()).isEqualTo(Long.toString(first));
      assertThat(tagged.tag()).isEqualTo("v1");
      assertThat(untagged.tag()).isEqualTo(Long.toString(second));
    }
  }

  @Test
  void isATextSource() throws IOException {
    try (DocumentsTableFixture table = new DocumentsTableFixture(dir)) {
      table.append(PERSIAN, ENGLISH);
      table.tag("v1");
    }
    List<String> texts = new ArrayList<>();
    TextReader.forEach(new TextSource.Snapshot(CatalogConfig.in(dir), "v1"), texts::add);
    assertThat(texts).containsExactlyInAnyOrder(PERSIAN.text(), ENGLISH.text());
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThatThrownBy(() -> SnapshotReader.open(CatalogConfig.in(dir), "v1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no " + dir.resolve("catalog.db"));
    try (DocumentsTableFixture table = new DocumentsTableFixture(dir)) {
      table.append(PERSIAN);
      table.tag("v1");
    }
    assertThatThrownBy(() -> SnapshotReader.open(CatalogConfig.in(dir), "v2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot read snapshot v2: no tag or id of that name (tags: [v1])");
    assertThatThrownBy(() -> SnapshotReader.open(CatalogConfig.in(dir), "123"))
        .hasMessageContaining("Cannot read snapshot 123");
  }
}
