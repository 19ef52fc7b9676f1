package org.peykare.corpus.learned;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.peykare.corpus.boilerplate.Boilerplate;
import org.peykare.corpus.boilerplate.HostLines;
import org.peykare.corpus.quality.Quality;
import org.peykare.corpus.quality.QualityModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that was learned, as the records of topic `learned` say it. Thread-safe.
public final class Learned {
  private static final Logger LOG = LoggerFactory.getLogger(Learned.class);

  static final String LINES = "lines/";
  static final String QUALITY = "quality/";

  private final Boilerplate boilerplate = new Boilerplate();
  private final Map<String, QualityModel> models = new ConcurrentHashMap<>();

  /// Nothing learned yet.
  public static Learned nothing() {
    return new Learned();
  }

  /// Lines listed by host.
  public Boilerplate boilerplate() {
    return boilerplate;
  }

  /// Where a text stands among those of its language; empty where there is no model of it.
  public Optional<Quality> quality(String lang, String text) {
    return Optional.ofNullable(models.get(lang)).map(model -> model.judge(text));
  }

  /// Takes in the lines of a host.
  public void put(HostLines lines) {
    boilerplate.put(lines);
  }

  /// Takes in the model of a language.
  public void put(QualityModel model) {
    models.put(model.lang(), model);
  }

  /// Takes in a record of the topic; one that cannot be read changes nothing.
  void put(String key, byte @Nullable [] value) {
    try {
      if (key.startsWith(LINES)) {
        putLines(key.substring(LINES.length()), value);
      } else if (key.startsWith(QUALITY)) {
        putModel(key.substring(QUALITY.length()), value);
      }
    } catch (IllegalArgumentException e) {
      LOG.warn("Topic learned holds a record {} that cannot be read; it is left out", key, e);
    }
  }

  private void putLines(String host, byte @Nullable [] value) {
    if (value == null) {
      boilerplate.remove(host);
    } else {
      boilerplate.put(HostLines.CODEC.fromBytes(value));
    }
  }

  private void putModel(String lang, byte @Nullable [] value) {
    if (value == null) {
      models.remove(lang);
    } else {
      models.put(lang, QualityModel.fromBytes(value));
    }
  }
}
