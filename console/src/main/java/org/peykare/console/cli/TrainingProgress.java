package org.peykare.console.cli;

import java.io.PrintStream;
import org.peykare.tokenizer.TokenizerTraining;

/// Says how far the training of a tokenizer came, every few seconds.
final class TrainingProgress implements TokenizerTraining.Progress {
  private static final long NANOS_BETWEEN = 2_000_000_000L;

  private final PrintStream out;
  private long last = System.nanoTime();

  TrainingProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void read(long texts, long characters) {
    if (due()) {
      out.printf("read %,d texts, %,d characters%n", texts, characters);
    }
  }

  @Override
  public void learned(int tokens, int wanted) {
    if (due()) {
      out.printf("learned %,d of %,d tokens%n", tokens, wanted);
    }
  }

  private boolean due() {
    long now = System.nanoTime();
    if (now - last < NANOS_BETWEEN) {
      return false;
    }
    last = now;
    return true;
  }
}
