package org.peykare.corpus.boilerplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.peykare.corpus.document.Document;

@NullUnmarked
class BoilerplateTest {
  private static final BoilerplateLimits LIMITS = new BoilerplateLimits(3, .5);

  @Test
  void aLineOfHalfTheDocumentsOfAHostIsListed() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String note = i < 3 ? "\n\nSubscribe now\n" : "";
      documents.add(document("a.org", i, "Text " + i + " of a." + note + "\n\n12 | 13"));
      documents.add(document("b.org", i, "Text " + i + " of b.\n\nOnly here " + (i < 2)));
    }
    List<HostLines> found = LineCount.run(7, documents::forEach, new Boilerplate(), LIMITS);
    // Numbers alone are no line; "Only here" differs, and what is on two pages is on too few.
    assertThat(found)
        .containsExactly(
            new HostLines("a.org", 7, List.of("Subscribe now")),
            new HostLines("b.org", 7, List.of("Only here false")));
  }

  @Test
  void whatIsListedStaysWhenTheDocumentsNoLongerHaveIt() {
    Boilerplate listed = new Boilerplate();
    listed.put(new HostLines("a.org", 7, List.of("Subscribe now")));
    List<Document> documents =
        IntStream.range(0, 4).mapToObj(i -> document("a.org", i, "New note\n\nText " + i)).toList();
    assertThat(LineCount.run(8, documents::forEach, listed, LIMITS))
        .containsExactly(new HostLines("a.org", 8, List.of("Subscribe now", "New note")));

    listed.put(new HostLines("a.org", 8, List.of("Subscribe now", "New note")));
    assertThat(LineCount.run(9, documents::forEach, listed, LIMITS)).isEmpty();
  }

  @Test
  void theNumberOfLinesOfAHostIsBounded() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2 * HostLines.MOST_LINES; i++) {
      text.append("line ").append(i).append('\n');
    }
    List<Document> documents =
        IntStream.range(0, 3).mapToObj(i -> document("a.org", i, text.toString())).toList();
    assertThat(LineCount.run(1, documents::forEach, new Boilerplate(), LIMITS))
        .singleElement()
        .satisfies(lines -> assertThat(lines.lines()).hasSize(HostLines.MOST_LINES));
  }

  @Test
  void listedLinesAndEmptyBlocksAreTakenOut() {
    Boilerplate boilerplate = new Boilerplate();
    boilerplate.put(new HostLines("a.org", 1, List.of("note", "- call")));
    assertThat(boilerplate.cleanse("a.org", "note\n\none\nnote\ntwo\n\n- call\n\n  note\n\nthree"))
        .isEqualTo("one\ntwo\n\nthree");
    assertThat(boilerplate.cleanse("a.org", "a note stays")).isEqualTo("a note stays");
    assertThat(boilerplate.cleanse("b.org", "note\n\none")).isEqualTo("note\n\none");
    assertThat(boilerplate.cleanse("a.org", "note\nnote")).isEmpty();
    boilerplate.remove("a.org");
    assertThat(boilerplate.cleanse("a.org", "note")).isEqualTo("note");
  }

  @Test
  void limitsOutsideTheirRangeAreRefused() {
    assertThatThrownBy(() -> new BoilerplateLimits(1, .5))
        .hasMessageContaining("boilerplate-documents: 1 (must be 2 or more)");
    assertThatThrownBy(() -> new BoilerplateLimits(5, 0))
        .hasMessageContaining("boilerplate-share: 0.0 (must be above 0, at most 1)");
  }

  private static Document document(String host, int number, String text) {
    return new Document(
        "%032x".formatted(number),
        "http://" + host + "/" + number,
        host,
        Instant.EPOCH,
        null,
        text,
        "en",
        1,
        5,
        null,
        null,
        null,
        null,
        "sha1:x",
        "<urn:x>",
        "%032x".formatted(number),
        null,
        null);
  }
}
