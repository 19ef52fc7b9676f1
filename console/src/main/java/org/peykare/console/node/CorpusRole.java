package org.peykare.console.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.peykare.console.platform.Layout;
import org.peykare.console.platform.Platform;
import org.peykare.console.settings.Settings;
import org.peykare.corpus.Corpus;

/// Gives every page its verdict.
record CorpusRole(String instance, String bootstrapServers, Layout layout, Settings settings)
    implements Role {
  @Override
  public String name() {
    return "corpus";
  }

  @Override
  public Optional<Path> state() {
    return Optional.of(layout.corpusState());
  }

  /// A stream that failed says why to those who wait for it.
  private static Throwable cause(Corpus corpus) {
    try {
      corpus.awaitCaughtUp(Duration.ofSeconds(1));
      return new IllegalStateException("The corpus stream failed; its log says why");
    } catch (IllegalStateException e) {
      return e;
    }
  }

  @Override
  public Running start() {
    Corpus corpus = Platform.corpus(bootstrapServers, layout, settings);
    try {
      corpus.start();
    } catch (RuntimeException e) {
      corpus.close();
      throw e;
    }
    return new Running() {
      @Override
      public Optional<Throwable> failure() {
        String state = corpus.status().state();
        return state.equals("failed") || state.equals("stopped")
            ? Optional.of(cause(corpus))
            : Optional.empty();
      }

      @Override
      public void close() {
        corpus.close();
      }
    };
  }
}
