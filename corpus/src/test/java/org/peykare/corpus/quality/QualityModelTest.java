package org.peykare.corpus.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.peykare.corpus.GeneratedText;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.QualityBand;
import org.peykare.formats.url.DocumentId;

@NullUnmarked
class QualityModelTest {
  @Test
  void textOfTheCorpusIsPredictedBetterThanItsWordsInDisorder() {
    QualityModel model = trained(Set.of()).model();
    String known = "The model of the text is that of the corpus and in the end it was to be read.";
    String list = "zq xv wk jj qx vw kz xj qq zz ww kk vv xx jq zx";
    assertThat(model.judge(known).perplexity()).isLessThan(model.judge(list).perplexity());
    assertThat(model.judge(list).band()).isEqualTo(QualityBand.TAIL);
    assertThat(model.judge("…").band()).isEqualTo(QualityBand.TAIL);
  }

  @Test
  void aThirdOfTheDocumentsHeldOutIsInEachBand() {
    QualityTraining.Trained trained = trained(Set.of());
    int[] bands = new int[3];
    for (int i = 1_000; i < 1_300; i++) {
      bands[trained.model().judge(GeneratedText.of(i, 10)).band().ordinal()]++;
    }
    assertThat(trained.heldOut()).isBetween(30, 80);
    for (int band : bands) {
      assertThat(band).isBetween(30, 200);
    }
  }

  @Test
  void theHostsNamedAsGoodAreLearnedFromAlone() {
    QualityTraining.Trained trained = trained(Set.of("good.org"));
    assertThat(trained.goodMedian()).isLessThan(trained.otherMedian());
  }

  @Test
  void aModelSurvivesItsBytes() {
    QualityModel model = trained(Set.of()).model();
    QualityModel read = QualityModel.fromBytes(model.toBytes());
    String text = GeneratedText.of(4_711, 6);
    assertThat(read.judge(text)).isEqualTo(model.judge(text));
    assertThat(read.snapshot()).isEqualTo(5);
    assertThatThrownBy(() ->
            QualityModel.fromBytes(
                "{\"lang\":\"en\",\"cells\":\"AAAA\"}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid quality model of en");
  }

  @Test
  void aLanguageWithLittleTextHasNoModel() {
    List<Document> few = documents().subList(0, 40);
    assertThat(
            QualityTraining.run(5, Map.of("en", words(few), "fa", 3L), _ -> few::forEach, Set.of()))
        .isEmpty();
  }

  private static QualityTraining.Trained trained(Set<String> good) {
    List<Document> documents = documents();
    return QualityTraining.run(5, Map.of("en", words(documents)), _ -> documents::forEach, good)
        .getFirst();
  }

  private static long words(List<Document> documents) {
    return documents.stream().mapToLong(Document::words).sum();
  }

  /// Two hosts: one writes generated English, the other the same with its letters moved.
  private static List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 260; i++) {
      boolean good = i % 2 == 0;
      String text = GeneratedText.of(i, 8);
      String host = good ? "good.org" : "other.org";
      String url = "http://" + host + "/" + i;
      String id = DocumentId.ofNormalForm(url).toString();
      documents.add(
          new Document(
              id,
              url,
              host,
              Instant.EPOCH,
              null,
              good ? text : text.replace('a', 'o').replace("n", "lk"),
              "en",
              1,
              96,
              null,
              null,
              null,
              null,
              "sha1:x",
              "<urn:x>",
              id,
              null,
              null));
    }
    return documents;
  }
}
