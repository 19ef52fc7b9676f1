package org.peykare.tokenizer.shards;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.peykare.tokenizer.json.TokenizerJson;
import org.peykare.tokenizer.text.LanguageWeights;

/// What a data set is made of.
///
/// @param target the folder to make; must not exist
/// @param snapshot id of the snapshot the documents come from
/// @param snapshotTag its tag, or the id again
/// @param files text of `tokenizer.json` and of the files beside it, by name
/// @param validationShare share of the documents held out, by hash of the cluster id
/// @param weights how often documents of each language are written
/// @param base data set of an earlier snapshot whose parts are shared
public record DataSetSpec(
    Path target,
    String snapshot,
    String snapshotTag,
    Map<String, String> files,
    double validationShare,
    LanguageWeights weights,
    Optional<Path> base) {

  public DataSetSpec {
    target = target.toAbsolutePath().normalize();
    files = Map.copyOf(files);
    if (!files.containsKey(TokenizerJson.FILE)) {
      throw new IllegalArgumentException(
          "Cannot write data set: the text of %s is missing".formatted(TokenizerJson.FILE));
    }
  }

  /// The text of `tokenizer.json`.
  public String tokenizerJson() {
    return files.getOrDefault(TokenizerJson.FILE, "");
  }

  /// SHA-256 of `tokenizer.json`.
  String tokenizerSha256() {
    return sha256(tokenizerJson());
  }

  /// Two specs with the same fingerprint make the same bytes of the same snapshot.
  String fingerprint(String baseCard) {
    return sha256(
        "%s\n%s\n%s\n%s\n%s\n%s\n"
            .formatted(
                snapshot,
                snapshotTag,
                new TreeMap<>(files),
                validationShare,
                weights.sorted(),
                baseCard));
  }

  /// SHA-256 of a file's text, hexadecimal.
  public static String sha256(String text) {
    return HexFormat.of().formatHex(Digests.sha256().digest(text.getBytes(UTF_8)));
  }
}
