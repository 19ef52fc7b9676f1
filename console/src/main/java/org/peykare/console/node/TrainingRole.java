package org.peykare.console.node;

import java.nio.file.Path;
import java.util.Optional;
import org.peykare.console.platform.Layout;
import org.peykare.console.platform.Platform;
import org.peykare.console.runs.TrainerConfig;
import org.peykare.console.runs.TrainerRole;
import org.peykare.console.settings.Settings;
import org.peykare.corpus.Corpus;

/// Pretrains models. It mends itself: where it loses touch with Kafka it begins anew.
record TrainingRole(String instance, String bootstrapServers, Layout layout, Settings settings)
    implements Role {
  @Override
  public String name() {
    return "trainer";
  }

  @Override
  public Optional<Path> state() {
    return Optional.empty();
  }

  @Override
  public Running start() {
    Corpus corpus = Platform.corpus(bootstrapServers, layout, settings);
    TrainerRole trainer;
    try {
      trainer =
          TrainerRole.start(
              TrainerConfig.defaults(
                      bootstrapServers, instance, layout.dir(), settings.vocabularySize())
                  .withCatalog(Platform.catalog(layout, settings))
                  .withKeepFreeBytes(settings.diskFloorBytes())
                  .withMemory(settings.trainerHeapBytes(), settings.trainerMemoryBytes())
                  .withGpus(
                      settings.gpu().kind() == null ? 0 : settings.gpu().count(),
                      settings.gpu().rates()),
              corpus);
    } catch (RuntimeException e) {
      corpus.close();
      throw e;
    }
    return new Running() {
      @Override
      public Optional<Throwable> failure() {
        return Optional.empty();
      }

      @Override
      public void close() {
        trainer.close();
        corpus.close();
      }
    };
  }
}
