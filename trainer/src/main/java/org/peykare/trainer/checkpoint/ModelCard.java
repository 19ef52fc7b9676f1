package org.peykare.trainer.checkpoint;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.peykare.formats.JsonCodec;
import org.peykare.trainer.loop.HeldOut;
import org.peykare.trainer.loop.UnigramBaseline;

/// `model_card.json`: where a model came from and how good it is.
///
/// @param snapshot the corpus snapshot it learnt from
/// @param snapshotTag its tag, or the id again
/// @param datasetSha256 of the data set's `dataset.json`, which names the shards by their digests
/// @param tokenizerSha256 of `tokenizer.json`
/// @param trainDocuments documents in the training split
/// @param trainTokens tokens in it
/// @param validationTokens tokens held out
/// @param settings all settings of the training, by name; what was changed on resuming also as it
///   was, as `NAME.until-STEP`
/// @param seed of weights, order and masks; in the settings too
/// @param parameters number of weights
/// @param device it ran on
/// @param step steps done
/// @param heldOut figures on the held-out tokens, at the last evaluation
/// @param baseline what a guesser without context reaches there
public record ModelCard(
    String snapshot,
    String snapshotTag,
    String datasetSha256,
    String tokenizerSha256,
    long trainDocuments,
    long trainTokens,
    long validationTokens,
    Map<String, String> settings,
    long seed,
    long parameters,
    String device,
    int step,
    HeldOut heldOut,
    UnigramBaseline baseline) {

  /// Name of the file.
  public static final String FILE = "model_card.json";

  /// JSON codec of the card.
  public static final JsonCodec<ModelCard> CODEC = JsonCodec.of(ModelCard.class);

  public ModelCard {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /// The same card with other held-out figures.
  public ModelCard withHeldOut(HeldOut figures) {
    return new ModelCard(
        snapshot,
        snapshotTag,
        datasetSha256,
        tokenizerSha256,
        trainDocuments,
        trainTokens,
        validationTokens,
        settings,
        seed,
        parameters,
        device,
        step,
        figures,
        baseline);
  }
}
