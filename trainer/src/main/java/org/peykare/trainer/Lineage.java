package org.peykare.trainer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.trainer.checkpoint.Checkpoints;
import org.peykare.trainer.checkpoint.HuggingFaceFolder;
import org.peykare.trainer.checkpoint.ModelCard;
import org.peykare.trainer.data.DatasetShare;
import org.peykare.trainer.data.TokenShards;

/// What a model is made of.
///
/// @param datasetSha256 of `dataset.json`; of several data sets, of a list of their digests and
///   weights
/// @param mixture the data sets, where there are several
/// @param start folder of the weights to begin with; missing when resumed, or random ones
/// @param startedFrom those weights by their digest, also when resumed
record Lineage(
    String datasetSha256,
    List<ModelCard.Ingredient> mixture,
    @Nullable Path start,
    ModelCard.@Nullable Start startedFrom) {
  /// System property with the commit of the program, set by the launcher.
  static final String COMMIT = "peykare.commit";

  /// Of a training that goes on from checkpoint `from`, if any.
  ///
  /// @throws IllegalArgumentException when the model to begin with has another tokenizer
  static Lineage of(PretrainingConfig config, TokenShards shards, @Nullable Path from)
      throws IOException {
    List<ModelCard.Ingredient> mixture = new ArrayList<>();
    for (DatasetShare share : shards.shares()) {
      mixture.add(
          new ModelCard.Ingredient(
              String.valueOf(share.folder().getFileName()),
              HuggingFaceFolder.sha256(share.folder().resolve(DatasetCard.FILE)),
              share.weight()));
    }
    String digest = mixture.size() == 1 ? mixture.getFirst().sha256() : sha256(mixture);
    List<ModelCard.Ingredient> several = mixture.size() == 1 ? List.of() : mixture;
    if (from != null) {
      return new Lineage(digest, several, null, card(from).startedFrom());
    }
    Path wanted = config.startFrom();
    if (wanted == null) {
      return new Lineage(digest, several, null, null);
    }
    Path start = Checkpoints.find(wanted);
    String tokenizer = card(start).tokenizerSha256();
    if (!tokenizer.equals(shards.card().tokenizerSha256())) {
      throw new IllegalArgumentException(
          "Cannot begin with the model in %s: it was trained with another tokenizer than the data set in %s"
              .formatted(start, config.dataset()));
    }
    return new Lineage(
        digest,
        several,
        start,
        new ModelCard.Start(
            name(start), HuggingFaceFolder.sha256(start.resolve(HuggingFaceFolder.WEIGHTS))));
  }

  private static ModelCard card(Path checkpoint) throws IOException {
    return ModelCard.CODEC.fromBytes(Files.readAllBytes(checkpoint.resolve(ModelCard.FILE)));
  }

  private static String name(Path checkpoint) {
    Path folder = checkpoint.toAbsolutePath().normalize();
    return folder.subpath(Math.max(0, folder.getNameCount() - 2), folder.getNameCount()).toString();
  }

  private static String sha256(List<ModelCard.Ingredient> mixture) {
    StringBuilder list = new StringBuilder();
    mixture.forEach(
        part -> list.append(part.sha256()).append(' ').append(part.weight()).append('\n'));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(list.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
