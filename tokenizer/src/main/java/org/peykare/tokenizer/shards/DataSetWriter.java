package org.peykare.tokenizer.shards;

import static org.peykare.tokenizer.shards.EncodingQueue.Encoded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;
import org.peykare.formats.shards.DatasetCard;
import org.peykare.formats.url.DocumentId;
import org.peykare.tokenizer.pipeline.Pipeline;
import org.peykare.tokenizer.text.SnapshotDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a data set, in two steps: every document of the snapshot is offered to [#isNew], which
/// says whether a shared part has it already; then, after [#share], the new ones are added in the
/// order of their ids and make the newest part.
///
/// Everything goes to a folder beside the target, which takes the target's name when all is
/// written. What a killed run left is gone on with: [#isShared] and [#done] say how far it came.
/// The same documents in the same order give the same bytes.
public final class DataSetWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataSetWriter.class);
  private static final String PROGRESS = "progress.json";
  private static final String SCRATCH = "scratch";
  private static final JsonCodec<Progress> CODEC = JsonCodec.of(Progress.class);
  private static final long CHECKPOINT_TOKENS = 32 << 20;

  /// How far the writing came.
  private record Progress(
      List<DatasetCard.Part> shared,
      String part,
      long done,
      SplitWriter.Mark train,
      SplitWriter.Mark validation) {}

  private final DataSetSpec spec;
  private final DatasetCard.SpecialTokens special;
  private final TokenFacts facts;
  private final EncodingQueue queue;
  private final TextVersions versions = new TextVersions();
  private final long checkpointTokens;
  private final UnfinishedFolder unfinished;
  private final @Nullable BaseDataSet base;
  private @Nullable Progress progress;
  private @Nullable PartWriter part;
  private long done;
  private long sinceCheckpoint;

  /// Begins a data set, or goes on with it.
  ///
  /// @param tokenizer what the documents are encoded with
  /// @throws IllegalArgumentException when the target exists or is being written, when the
  ///   tokenizer lacks a special token, or when the base was made in another way
  public DataSetWriter(DataSetSpec spec, Pipeline tokenizer) {
    this(spec, tokenizer, CHECKPOINT_TOKENS);
  }

  DataSetWriter(DataSetSpec spec, Pipeline tokenizer, long checkpointTokens) {
    this.spec = spec;
    this.checkpointTokens = checkpointTokens;
    special = SpecialTokenIds.of(tokenizer);
    facts = TokenFacts.of(tokenizer);
    if (Files.exists(spec.target())) {
      throw new IllegalArgumentException(
          "Cannot write data set: %s exists already (remove it or name another folder)"
              .formatted(spec.target()));
    }
    String baseCard = spec.base().map(BaseDataSet::cardText).orElse("");
    try {
      BaseDataSet opened =
          spec.base().isPresent() ? BaseDataSet.open(spec.base().get(), spec) : null;
      try {
        unfinished = new UnfinishedFolder(spec.target(), spec.fingerprint(baseCard));
      } catch (IOException | RuntimeException e) {
        if (opened != null) {
          opened.close();
        }
        throw e;
      }
      base = opened;
    } catch (IOException e) {
      throw failed(e);
    }
    queue = new EncodingQueue(tokenizer, this::take);
    resume();
  }

  private void resume() {
    try {
      if (unfinished.has(PROGRESS)) {
        Progress left = CODEC.fromJson(unfinished.read(PROGRESS));
        LOG.info("Going on with {} after {} documents", spec.target(), left.done());
        begin(left);
      } else if (unfinished.has(SCRATCH)) {
        UnfinishedFolder.delete(scratch());
      }
    } catch (IOException | RuntimeException e) {
      try {
        close();
      } catch (RuntimeException again) {
        e.addSuppressed(again);
      }
      throw e instanceof RuntimeException unchecked ? unchecked : failed((IOException) e);
    }
  }

  /// Whether an earlier run has ended the first step: then [#scratch] holds what it left there.
  public boolean isShared() {
    return progress != null;
  }

  /// Whether the document is to be added; no if a shared part has it already, in this version.
  public boolean isNew(SnapshotDocument document) {
    Placement placement = place(document);
    if (base == null || placement.copies() == 0) {
      return placement.copies() > 0;
    }
    DocumentId id = DocumentId.parse(document.id());
    return !base.keep(placement, id, versions.of(document.text()));
  }

  /// Ends the first step: shares the parts of which something is kept.
  public void share() {
    List<DatasetCard.Part> shared = base == null ? List.of() : base.share(unfinished.path());
    try {
      Progress first =
          new Progress(shared, nextName(), 0, SplitWriter.Mark.START, SplitWriter.Mark.START);
      begin(first);
      checkpoint();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// One more than the number of the last part of the base, so that a name never means two things.
  private String nextName() {
    int parts =
        spec.base()
            .map(folder -> DatasetCard.CODEC.fromJson(BaseDataSet.cardText(folder)).parts())
            .filter(all -> !all.isEmpty())
            .map(all -> Integer.parseInt(all.getLast().name().substring("part-".length())) + 1)
            .orElse(0);
    return "part-%05d".formatted(parts);
  }

  private void begin(Progress from) throws IOException {
    progress = from;
    done = from.done();
    part =
        new PartWriter(
            unfinished.path().resolve(from.part()),
            facts.byteLengths().length,
            from.train(),
            from.validation());
    unfinished.keepIfUnfinished();
  }

  /// New documents that are written already; the next to be added is the one after them.
  public long done() {
    return done;
  }

  /// Adds the next new document.
  public void add(SnapshotDocument document) {
    try {
      queue.add(document);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void take(Encoded encoded) throws IOException {
    SnapshotDocument document = encoded.document();
    Placement placement = place(document);
    SplitWriter split = begun(part).split(placement);
    DocumentId id = DocumentId.parse(document.id());
    for (int i = 0; i < placement.copies(); i++) {
      split.add(id, encoded.version(), encoded.tokens(), special.sep());
      sinceCheckpoint += encoded.tokens().length + 1;
    }
    done++;
    if (sinceCheckpoint >= checkpointTokens) {
      checkpoint();
    }
  }

  private Placement place(SnapshotDocument document) {
    return Placement.of(document.id(), document.cluster(), document.lang(), spec);
  }

  private static <T> T begun(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("Cannot add documents before the parts are shared");
    }
    return value;
  }

  private void checkpoint() throws IOException {
    Progress last = begun(progress);
    Progress now =
        new Progress(
            last.shared(),
            last.part(),
            done,
            begun(part).markTrain(),
            begun(part).markValidation());
    unfinished.replace(PROGRESS, CODEC.toJson(now) + "\n");
    progress = now;
    sinceCheckpoint = 0;
  }

  /// Completes the data set and gives it its name.
  public DatasetCard finish() {
    try {
      queue.drain();
      Progress last = begun(progress);
      List<DatasetCard.Part> parts = new ArrayList<>(last.shared());
      DatasetCard.Part newest = begun(part).finish(last.part(), spec.snapshot());
      if (parts.isEmpty() || newest.train().documents() + newest.validation().documents() > 0) {
        parts.add(newest);
      }
      DatasetCard card = card(parts);
      Path folder = unfinished.path();
      for (Map.Entry<String, String> file : spec.files().entrySet()) {
        UnfinishedFolder.write(folder.resolve(file.getKey()), file.getValue());
      }
      UnfinishedFolder.write(
          folder.resolve(DatasetCard.FILE), DatasetCard.CODEC.toJson(card) + "\n");
      // From here on a kill means to begin anew: what would be needed to go on is removed.
      Files.delete(folder.resolve(PROGRESS));
      if (unfinished.has(SCRATCH)) {
        UnfinishedFolder.delete(scratch());
      }
      begun(part).clean();
      if (!parts.contains(newest)) {
        UnfinishedFolder.delete(folder.resolve(last.part()));
      }
      unfinished.finish();
      return card;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private DatasetCard card(List<DatasetCard.Part> parts) {
    return new DatasetCard(
        DatasetCard.VERSION,
        spec.snapshot(),
        spec.snapshotTag(),
        spec.tokenizerSha256(),
        facts.byteLengths().length,
        special,
        spec.validationShare(),
        parts,
        facts.byteLengths(),
        facts.wordStarts(),
        spec.weights().weights());
  }

  /// A folder for temporary files, kept with what is unfinished and gone after [#finish].
  public Path scratch() {
    return unfinished.path().resolve(SCRATCH);
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("Cannot write data set " + spec.target(), e);
  }

  @Override
  public void close() {
    PartWriter open = part;
    // Whatever fails, the rest is closed.
    try (unfinished;
        base;
        open) {
      queue.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
