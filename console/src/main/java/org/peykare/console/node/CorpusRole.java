package org.peykare.console.node;

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
      public Optional<String> failure() {
        String state = corpus.status().state();
        return state.equals("failed") || state.equals("stopped")
            ? Optional.of("the corpus stream " + state + "; its log says why")
            : Optional.empty();
      }

      @Override
      public void close() {
        corpus.close();
      }
    };
  }
}
