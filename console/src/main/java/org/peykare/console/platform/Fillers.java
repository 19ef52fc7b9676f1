package org.peykare.console.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.peykare.console.fill.Filler;

/// Keeps the model that answered last, for a model takes seconds to open and memory while it is. It
/// is closed when another one is asked for or a while after the last question. One question at a
/// time.
final class Fillers implements AutoCloseable {
  private static final Duration IDLE = Duration.ofMinutes(5);

  private final Layout layout;
  private @Nullable ScheduledExecutorService timer;
  private @Nullable Filler filler;
  private String model = "";
  private @Nullable Path folder;
  private long lastUse;

  Fillers(Layout layout) {
    this.layout = layout;
  }

  synchronized List<List<Operations.Filled>> fill(
      String name, String text, List<String> candidates, int count) {
    Filler open = filler(name);
    List<List<Filler.Answer>> answers =
        candidates.isEmpty() ? open.words(text, count) : List.of(open.rank(text, candidates));
    lastUse = System.nanoTime();
    return answers.stream()
        .map(blank ->
            blank.stream()
                .map(answer -> new Operations.Filled(answer.text(), answer.probability()))
                .toList())
        .toList();
  }

  private Filler filler(String name) {
    if (!layout.models().contains(name)) {
      throw new IllegalArgumentException(
          "Cannot find the model %s: %s"
              .formatted(
                  name,
                  layout.models().isEmpty()
                      ? "none was trained yet; train one first"
                      : "there are " + layout.models()));
    }
    Path newest = layout.newestCheckpoint(name).orElseThrow();
    if (filler == null || !model.equals(name) || !newest.equals(folder)) {
      closeFiller();
      filler = Filler.open(layout.model(name));
      model = name;
      folder = newest;
      if (timer == null) {
        timer =
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("fill-idle").factory());
        timer.scheduleWithFixedDelay(this::closeIdle, 30, 30, TimeUnit.SECONDS);
      }
    }
    return filler;
  }

  private synchronized void closeIdle() {
    if (filler != null && System.nanoTime() - lastUse > IDLE.toNanos()) {
      closeFiller();
    }
  }

  private void closeFiller() {
    if (filler != null) {
      filler.close();
      filler = null;
      folder = null;
    }
  }

  @Override
  public synchronized void close() {
    if (timer != null) {
      timer.shutdownNow();
    }
    closeFiller();
  }
}
