package org.peykare.trainer.checkpoint;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;
import org.peykare.trainer.loop.HeldOut;
import org.peykare.trainer.loop.UnigramBaseline;

/// `model_card.json`: where a model came from and how good it is.
///
/// @param snapshot the corpus snapshot it learnt from
/// @param snapshotTag its tag, or the id again
/// @param datasetSha256 of the data set's `dataset.json`, which names the shards by their digests
/// @param tokenizerSha256 of `tokenizer.json`
/// @param mixture the data sets by their digests and weights, where it learnt from several
/// @param startedFrom the checkpoint whose weights it began with; missing: random weights
/// @param codeCommit of the program, where it was known
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
    List<Ingredient> mixture,
    @Nullable Start startedFrom,
    @Nullable String codeCommit,
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

  /// A data set among several.
  ///
  /// @param name of its folder
  /// @param sha256 of its `dataset.json`
  /// @param weight how often a document is read in an epoch
  public record Ingredient(String name, String sha256, double weight) {}

  /// A checkpoint that a training began with.
  ///
  /// @param name of its folder and the one above
  /// @param weightsSha256 of its weights
  public record Start(String name, String weightsSha256) {}

  public ModelCard {
    mixture = mixture == null ? List.of() : List.copyOf(mixture);
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /// The same card with other held-out figures.
  public ModelCard withHeldOut(HeldOut figures) {
    return new ModelCard(
        snapshot,
        snapshotTag,
        datasetSha256,
        tokenizerSha256,
        mixture,
        startedFrom,
        codeCommit,
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
