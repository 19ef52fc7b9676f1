package org.peykare.corpus.quality;

/// What was seen of a language's new model.
///
/// @param lang the language
/// @param words words it learned from
/// @param heldOut documents it was measured on, which it had not learned from
/// @param headMost greatest perplexity of the head, a third of them
/// @param middleMost that of the middle
/// @param goodMedian median perplexity of those from the hosts learned from
/// @param otherMedian that of all others; 0 where there are none
public record QualityReport(
    String lang,
    long words,
    int heldOut,
    double headMost,
    double middleMost,
    double goodMedian,
    double otherMedian) {
  /// The report on a model.
  public static QualityReport of(QualityTraining.Trained trained) {
    QualityModel model = trained.model();
    return new QualityReport(
        model.lang(),
        model.words(),
        trained.heldOut(),
        model.headMost(),
        model.middleMost(),
        trained.goodMedian(),
        trained.otherMedian());
  }
}
