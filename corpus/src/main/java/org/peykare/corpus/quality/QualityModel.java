package org.peykare.corpus.quality;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.peykare.corpus.document.QualityBand;
import org.peykare.formats.JsonCodec;

/// The model of one language, and where its bands end. Immutable; 4 MiB.
public final class QualityModel {
  /// The value of `quality/LANG` on topic `learned`.
  private record Json(
      String lang,
      long snapshot,
      long words,
      long kinds,
      double headMost,
      double middleMost,
      byte[] cells) {}

  private static final JsonCodec<Json> CODEC = JsonCodec.of(Json.class);

  private final String lang;
  private final long snapshot;
  private final Trigrams trigrams;
  private final double headMost;
  private final double middleMost;

  QualityModel(String lang, long snapshot, Trigrams trigrams, double headMost, double middleMost) {
    this.lang = lang;
    this.snapshot = snapshot;
    this.trigrams = trigrams;
    this.headMost = headMost;
    this.middleMost = middleMost;
  }

  /// Where a text of this language stands.
  public Quality judge(String text) {
    double perplexity = trigrams.perplexity(text);
    QualityBand band =
        perplexity <= headMost
            ? QualityBand.HEAD
            : perplexity <= middleMost ? QualityBand.MIDDLE : QualityBand.TAIL;
    return new Quality(band, Math.rint(perplexity * 10) / 10, headMost, middleMost);
  }

  /// The language, as in documents.
  public String lang() {
    return lang;
  }

  /// Id of the snapshot that it learned from.
  public long snapshot() {
    return snapshot;
  }

  /// Greatest perplexity of the head.
  public double headMost() {
    return headMost;
  }

  /// Greatest perplexity of the middle.
  public double middleMost() {
    return middleMost;
  }

  /// Words that it learned from.
  public long words() {
    return trigrams.words();
  }

  /// JSON, the table compressed.
  public byte[] toBytes() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(1 << 20);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(trigrams.cells());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot compress a quality model", e);
    }
    return CODEC.toBytes(
        new Json(
            lang,
            snapshot,
            trigrams.words(),
            trigrams.kinds(),
            headMost,
            middleMost,
            packed.toByteArray()));
  }

  /// The model in these bytes.
  ///
  /// @throws IllegalArgumentException where they hold none
  public static QualityModel fromBytes(byte[] bytes) {
    Json json = CODEC.fromBytes(bytes);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(json.cells))) {
      byte[] cells = in.readNBytes(Trigrams.CELLS + 1);
      return new QualityModel(
          json.lang,
          json.snapshot,
          new Trigrams(cells, json.words, json.kinds),
          json.headMost,
          json.middleMost);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Invalid quality model of %s: its table is damaged (%s)"
              .formatted(json.lang, e.getMessage()),
          e);
    }
  }
}
