package org.peykare.corpus.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.DocumentSource;
import org.peykare.formats.url.DocumentId;

/// Makes a [QualityModel] of each language of a snapshot. Four of five documents are learned from,
/// sampled over the whole snapshot; where the bands end is measured on the fifth, so that a text is
/// not judged by a model that knows it.
public final class QualityTraining {
  /// Fewest documents held out with which a language gets a model.
  public static final int LEAST_HELD_OUT = 20;

  private static final int HELD_OUT_OF = 5;

  /// Documents held out that are measured.
  private static final int MOST_HELD_OUT = 20_000;

  private static final long LEAST_WORDS = 5_000;

  /// So much more than the words wanted is sampled, for a fifth is held out.
  private static final double SAMPLED = 1.25;

  /// A model and what was seen of it.
  ///
  /// @param model the model
  /// @param heldOut documents measured
  /// @param goodMedian median perplexity of those from the hosts learned from
  /// @param otherMedian that of all others; 0 where there are none
  public record Trained(QualityModel model, int heldOut, double goodMedian, double otherMedian) {}

  private final long snapshot;
  private final DocumentSource source;
  private final double sampled;
  private final Set<String> good;

  private QualityTraining(long snapshot, long words, DocumentSource source, Set<String> good) {
    this.snapshot = snapshot;
    this.source = source;
    this.sampled = SAMPLED * Trigrams.MOST_WORDS / words;
    this.good = Set.copyOf(good);
  }

  /// Learns; languages with too little text are left out.
  ///
  /// @param snapshot id of the snapshot that `source` reads
  /// @param words its words by language
  /// @param source its documents of one language
  /// @param good hosts to learn from; empty for all
  /// @return the models, by language
  public static List<Trained> run(
      long snapshot,
      Map<String, Long> words,
      Function<String, DocumentSource> source,
      Set<String> good) {
    List<Trained> trained = new ArrayList<>();
    new TreeMap<>(words)
        .forEach((lang, all) -> {
          if (all >= LEAST_WORDS) {
            new QualityTraining(snapshot, all, source.apply(lang), good)
                .run(lang)
                .ifPresent(trained::add);
          }
        });
    return trained;
  }

  private Optional<Trained> run(String lang) {
    Trigrams.Counter counter = new Trigrams.Counter();
    source.forEach(document -> {
      if (!isHeldOut(document) && isGood(document) && isSampled(document)) {
        counter.add(document.text());
      }
    });
    if (counter.words() < LEAST_WORDS) {
      return Optional.empty();
    }
    Trigrams model = counter.finish();
    Measured measured = new Measured();
    source.forEach(document -> {
      if (isHeldOut(document)) {
        measured.add(document, model, isGood(document));
      }
    });
    return measured.size() < LEAST_HELD_OUT
        ? Optional.empty()
        : Optional.of(measured.trained(lang, snapshot, model));
  }

  private boolean isGood(Document document) {
    return good.isEmpty() || good.contains(document.host());
  }

  private boolean isSampled(Document document) {
    return !good.isEmpty() || (DocumentId.parse(document.id()).low() >>> 11) * 0x1p-53 < sampled;
  }

  private static boolean isHeldOut(Document document) {
    return Math.floorMod(DocumentId.parse(document.id()).high(), HELD_OUT_OF) == 0;
  }

  /// Perplexities of the documents held out.
  private static final class Measured {
    private final List<Double> good = new ArrayList<>();
    private final List<Double> others = new ArrayList<>();

    void add(Document document, Trigrams model, boolean isGood) {
      if (size() < MOST_HELD_OUT) {
        (isGood ? good : others).add(model.perplexity(document.text()));
      }
    }

    int size() {
      return good.size() + others.size();
    }

    Trained trained(String lang, long snapshot, Trigrams model) {
      List<Double> all = new ArrayList<>(good);
      all.addAll(others);
      QualityModel made =
          new QualityModel(lang, snapshot, model, quantile(all, 1 / 3.0), quantile(all, 2 / 3.0));
      return new Trained(made, all.size(), quantile(good, .5), quantile(others, .5));
    }

    private static double quantile(List<Double> values, double at) {
      return values.isEmpty()
          ? 0
          : values.stream().sorted().toList().get((int) (at * (values.size() - 1)));
    }
  }
}
