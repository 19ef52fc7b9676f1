package org.peykare.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.tokenizer.json.TokenizerJson;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.shards.DataSetSpec;
import org.peykare.tokenizer.shards.DataSetWriter;
import org.peykare.tokenizer.text.LanguageWeights;
import org.peykare.tokenizer.text.SnapshotDocument;
import org.peykare.tokenizer.text.TextSource;

/// Makes the golden files of `formats/tokenizer.md` and `formats/shards.md`: a tokenizer learned
/// from `training.txt`, and a data set of six documents. Run [#main] with the folder
/// `formats/src/main/resources/golden` to write them anew after a deliberate change of the format.
public final class GoldenFiles {
  static final String SNAPSHOT = "4017389865103024171";
  static final String TAG = "golden";
  public static final double VALIDATION_SHARE = 0.4;

  public static final List<SnapshotDocument> DOCUMENTS =
      List.of(
          document('0', "سلام دنیا!\n", "fa", '0'),
          document('1', "کتاب‌ها را به کتابخانه بردم.\n\nباران می‌بارد.\n", "fa", '1'),
          document('2', "The corpus is open.\n", "en", '2'),
          document('3', "We don't break words.\n", "en", '2'),
          document('4', "شمارهٔ ۱۲۳\n", "fa", '4'),
          document('5', "", "en", '5'));

  private GoldenFiles() {}

  private static SnapshotDocument document(char id, String text, String lang, char cluster) {
    return new SnapshotDocument(
        String.valueOf(id).repeat(32), text, lang, String.valueOf(cluster).repeat(32));
  }

  public static void main(String[] arguments) throws IOException {
    Path golden = Path.of(arguments[0]);
    Path folder = Files.createTempDirectory("golden-");
    train(folder);
    Files.writeString(
        golden.resolve("tokenizer.json"), Files.readString(folder.resolve("tokenizer.json")));
    writeShards(golden.resolve("tokenizer.json"), golden.resolve("shards"));
  }

  /// Learns the golden tokenizer.
  static void train(Path folder) {
    Path text = resource("/training.txt");
    new TokenizerTraining(TokenizerTrainingConfig.defaults().withVocabularySize(500))
        .run(new TextSource.Lines(List.of(text)), folder);
  }

  /// Writes the golden data set.
  public static void writeShards(Path tokenizerFile, Path folder) throws IOException {
    write(spec(tokenizerFile, folder), DOCUMENTS);
  }

  /// What the golden data set is made of.
  public static DataSetSpec spec(Path tokenizerFile, Path folder) throws IOException {
    return new DataSetSpec(
        folder,
        SNAPSHOT,
        TAG,
        Map.of(TokenizerJson.FILE, Files.readString(tokenizerFile)),
        VALIDATION_SHARE,
        LanguageWeights.NONE,
        Optional.empty());
  }

  /// Writes a data set of `documents`, which are in the order of their ids.
  public static DatasetCard write(DataSetSpec spec, List<SnapshotDocument> documents) {
    Pipeline tokenizer = TokenizerJson.parse(spec.tokenizerJson());
    try (DataSetWriter writer = new DataSetWriter(spec, tokenizer)) {
      List<SnapshotDocument> wanted = documents.stream().filter(writer::isNew).toList();
      writer.share();
      wanted.forEach(writer::add);
      return writer.finish();
    }
  }

  /// The golden `tokenizer.json`.
  public static Path tokenizer() {
    return resource("/golden/tokenizer.json");
  }

  /// A resource as a file, copied out of its archive if it lies in one.
  public static Path resource(String name) {
    try (var in = GoldenFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("There is no resource " + name);
      }
      Path file = Files.createTempFile("resource-", name.substring(name.lastIndexOf('/') + 1));
      file.toFile().deleteOnExit();
      Files.write(file, in.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read resource " + name, e);
    }
  }
}
