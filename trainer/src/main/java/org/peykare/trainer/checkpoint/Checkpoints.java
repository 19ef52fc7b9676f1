package org.peykare.trainer.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.peykare.trainer.loop.HeldOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The checkpoints of one training: folders `step-NNNNNNNN` in its output folder.
///
/// A checkpoint appears whole or not at all: it is written to a temporary folder, every file is
/// synced to the disk, the checksums come last, then the folder gets its name. While this is open
/// no other process writes here.
public final class Checkpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final String PREFIX = "step-";
  private static final String TEMPORARY = ".writing-";

  private final Path output;
  private final int keep;
  private final int keepBest;
  private final FileChannel lockFile;

  /// Another training writes to the folder.
  public static final class FolderInUse extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private FolderInUse(Path output) {
      super("Cannot write checkpoints to %s: another training is writing there".formatted(output));
    }
  }

  /// Opens `output`, which is made if missing; the newest `keep` checkpoints are kept in it.
  ///
  /// @throws FolderInUse when another training writes there
  public Checkpoints(Path output, int keep) throws IOException {
    this(output, keep, 0);
  }

  /// As [#Checkpoints(Path, int)]; beside the newest ones, the `keepBest` with the lowest held-out
  /// loss of their own step are kept.
  public Checkpoints(Path output, int keep, int keepBest) throws IOException {
    this.output = output;
    this.keep = keep;
    this.keepBest = keepBest;
    Files.createDirectories(output);
    lockFile =
        FileChannel.open(
            output.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(lockFile)) {
      lockFile.close();
      throw new FolderInUse(output);
    }
    deleteLeftovers();
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /// Puts a checkpoint's files into a folder.
  public interface FolderWriter {
    void write(Path folder) throws IOException;
  }

  /// Writes the checkpoint of `step` and removes the oldest beyond those to keep. An interrupt does
  /// not keep it from being written; the thread is interrupted again when it is.
  public Path write(int step, FolderWriter writer) {
    try {
      return uninterrupted(() -> writeFolder(step, writer));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write the checkpoint of step %d to %s; the one before is untouched"
              .formatted(step, output),
          e);
    }
  }

  private Path writeFolder(int step, FolderWriter writer) throws IOException {
    Path temporary = output.resolve(TEMPORARY + step);
    if (Files.exists(temporary)) {
      delete(temporary);
    }
    Files.createDirectory(temporary);
    writer.write(temporary);
    Checksums.write(temporary);
    for (Path file : Checksums.files(temporary)) {
      sync(file);
    }
    sync(temporary);
    Path target = output.resolve(PREFIX + String.format(Locale.ROOT, "%08d", step));
    if (Files.exists(target)) {
      // A damaged one, as a sound one would have been resumed from; or what an interrupt broke off
      // after the renaming.
      delete(Files.move(target, output.resolve(TEMPORARY + "old-" + step)));
    }
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    sync(output);
    prune(step);
    LOG.info("Checkpoint written: {}", target);
    return target;
  }

  /// Puts newer held-out figures on the model card of the checkpoint `folder`, which is sound at
  /// each moment: the card's checksum goes first and comes back last.
  public void updateCard(Path folder, HeldOut figures) {
    try {
      uninterrupted(() -> {
        String name = ModelCard.FILE;
        ModelCard card = ModelCard.CODEC.fromBytes(Files.readAllBytes(folder.resolve(name)));
        if (card.heldOut().step() < figures.step() || !Checksums.holds(folder, name)) {
          replace(folder, Checksums.FILE, Checksums.without(folder, name));
          replace(folder, name, ModelCard.CODEC.toPrettyJson(card.withHeldOut(figures)));
          replace(folder, Checksums.FILE, Checksums.with(folder, name));
        }
        return folder;
      });
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the figures to the card in " + folder, e);
    }
  }

  private void replace(Path folder, String name, String text) throws IOException {
    Path temporary = output.resolve(TEMPORARY + name);
    Files.writeString(temporary, text);
    sync(temporary);
    Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    sync(folder);
  }

  private interface Writing {
    Path write() throws IOException;
  }

  /// An interrupt closes the files of the thread, so it is taken back until all is written, and
  /// what it broke is written anew.
  private static Path uninterrupted(Writing writing) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      try {
        return writing.write();
      } catch (ClosedByInterruptException e) {
        interrupted = true;
        Thread.interrupted();
        return writing.write();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// All checkpoints in `output` whose files match their checksums, newest first.
  public static List<Path> sound(Path output) throws IOException {
    List<Path> sound = new ArrayList<>();
    for (Path folder : list(output).reversed()) {
      if (Checksums.problem(folder).isEmpty()) {
        sound.add(folder);
      }
    }
    return sound;
  }

  /// The newest checkpoint in `output` whose files all match their checksums.
  public static Optional<Path> newestSound(Path output) throws IOException {
    return newestSound(output, (_, _) -> {});
  }

  /// The newest checkpoint in `output` whose files all match their checksums; `skipped` is told of
  /// each newer one, and what is wrong with it.
  public static Optional<Path> newestSound(
      Path output, BiConsumer<? super Path, ? super String> skipped) throws IOException {
    for (Path folder : list(output).reversed()) {
      Optional<String> problem = Checksums.problem(folder);
      if (problem.isEmpty()) {
        return Optional.of(folder);
      }
      LOG.warn("Checkpoint {} is damaged: {}; trying the one before", folder, problem.get());
      skipped.accept(folder, problem.get());
    }
    return Optional.empty();
  }

  /// The checkpoint meant by `path`: the folder itself if it holds a model, else the newest sound
  /// one in it.
  ///
  /// @throws IllegalArgumentException when there is none, or the folder itself is damaged
  public static Path find(Path path) throws IOException {
    if (Files.exists(path.resolve(HuggingFaceFolder.CONFIG))) {
      Optional<String> problem =
          Files.exists(path.resolve(Checksums.FILE)) ? Checksums.problem(path) : Optional.empty();
      if (problem.isPresent()) {
        throw new IllegalArgumentException(
            "Cannot use the checkpoint %s: %s; use the one before".formatted(path, problem.get()));
      }
      return path;
    }
    return newestSound(path)
        .orElseThrow(() ->
            new IllegalArgumentException(
                ("Cannot find a model in %s: it holds neither %s nor a sound checkpoint folder"
                        + " %sNNNNNNNN")
                    .formatted(path, HuggingFaceFolder.CONFIG, PREFIX)));
  }

  /// All checkpoints, sound or not, oldest first.
  public static List<Path> list(Path output) throws IOException {
    if (Files.notExists(output)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(output)) {
      return folders
          .filter(folder -> folder.getFileName().toString().matches(PREFIX + "[0-9]{8,10}"))
          .sorted(Comparator.comparingLong(Checkpoints::step))
          .toList();
    }
  }

  private static long step(Path folder) {
    return Long.parseLong(folder.getFileName().toString().substring(PREFIX.length()));
  }

  /// Those beyond `newest` can only be damaged: a sound one would have been resumed from.
  private void prune(int newest) throws IOException {
    List<Path> all = new ArrayList<>(list(output));
    while (step(all.getLast()) > newest) {
      delete(all.removeLast());
    }
    List<Path> best = best(output).stream().limit(keepBest).toList();
    for (Path folder : all.subList(0, Math.max(0, all.size() - keep))) {
      if (!best.contains(folder)) {
        delete(folder);
      }
    }
  }

  /// The checkpoints in `output` that were evaluated at their own step, the lowest held-out loss
  /// first.
  public static List<Path> best(Path output) throws IOException {
    record Judged(Path folder, double loss) {}
    List<Judged> judged = new ArrayList<>();
    for (Path folder : list(output)) {
      heldOut(folder)
          .filter(figures -> figures.step() == step(folder) && Double.isFinite(figures.loss()))
          .ifPresent(figures -> judged.add(new Judged(folder, figures.loss())));
    }
    return judged.stream()
        .sorted(Comparator.comparingDouble(Judged::loss))
        .map(Judged::folder)
        .toList();
  }

  private static Optional<HeldOut> heldOut(Path folder) throws IOException {
    Path card = folder.resolve(ModelCard.FILE);
    try {
      return Files.exists(card)
          ? Optional.of(ModelCard.CODEC.fromBytes(Files.readAllBytes(card)).heldOut())
          : Optional.empty();
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  /// Removes what a crash left half written.
  private void deleteLeftovers() throws IOException {
    try (Stream<Path> entries = Files.list(output)) {
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().startsWith(TEMPORARY)) {
          delete(entry);
        }
      }
    }
  }

  private static void delete(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      for (Path file : Checksums.files(entry)) {
        Files.delete(file);
      }
    }
    Files.delete(entry);
  }

  private static void sync(Path path) throws IOException {
    if (Files.isDirectory(path) && System.getProperty("os.name").startsWith("Windows")) {
      return; // Windows neither needs nor allows it.
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
