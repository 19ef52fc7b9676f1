package org.peykare.corpus.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The golden files of `formats/documents.md`.
class DocumentFormatTest {
  private static final String ID = "235f00bed05c7f0278975dbb62f4b3aa";
  private static final Instant FETCHED = Instant.parse("2026-03-02T08:15:00Z");

  private static String golden(String name) throws IOException {
    try (InputStream in = DocumentFormatTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void readsAndWritesADocument() throws IOException {
    Document document =
        new Document(
            ID,
            "https://example.org/news/12",
            "example.org",
            FETCHED,
            "بازگشایی کتابخانه",
            "کتابخانه‌ی مرکزی شهر، امروز باز شد.\n\n- تالار کودکان\n- تالار مرجع",
            "fa",
            .985,
            10,
            "https://creativecommons.org/licenses/by/4.0/",
            "allowed",
            "x-robots-tag: noimageai",
            "news",
            "sha1:ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
            "<urn:uuid:00000000-0000-4000-8000-000000000001>",
            ID,
            QualityBand.HEAD,
            212.4);

    assertThat(Document.CODEC.fromJson(golden("document.json"))).isEqualTo(document);
    assertThat(Document.CODEC.toPrettyJson(document)).isEqualTo(golden("document.json"));
  }

  @Test
  void readsAndWritesAKeep() throws IOException {
    Verdict keep =
        new Verdict.Keep("https://example.org/news/12", FETCHED, "fa", 10, QualityBand.HEAD, 212.4);

    assertThat(Verdict.CODEC.fromJson(golden("verdict-keep.json"))).isEqualTo(keep);
    assertThat(Verdict.CODEC.toPrettyJson(keep)).isEqualTo(golden("verdict-keep.json"));
  }

  @Test
  void readsAndWritesADrop() throws IOException {
    Verdict drop =
        new Verdict.Drop(
            "https://example.org/news/13",
            Instant.parse("2026-03-02T08:16:00Z"),
            "fa",
            Stage.LENGTH,
            "too-short",
            Map.of("words", 12.0, "least", 50.0),
            null);

    assertThat(Verdict.CODEC.fromJson(golden("verdict-drop.json"))).isEqualTo(drop);
    assertThat(Verdict.CODEC.toPrettyJson(drop)).isEqualTo(golden("verdict-drop.json"));
  }
}
