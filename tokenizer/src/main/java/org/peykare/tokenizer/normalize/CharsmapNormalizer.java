package org.peykare.tokenizer.normalize;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.Normalizer;
import org.peykare.tokenizer.pipeline.Utf8;

/// Replaces what SentencePiece's compiled table lists (`Precompiled`), the way Hugging Face does:
/// an extended grapheme cluster of fewer than six bytes is replaced whole where an entry matches
/// its beginning; else each of its characters is looked up alone.
public final class CharsmapNormalizer implements Normalizer {
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  /// Longer clusters are not looked up whole.
  private static final int MOST_CLUSTER_BYTES = 5;

  private final Charsmap map;

  private CharsmapNormalizer(Charsmap map) {
    this.map = map;
  }

  /// A normalizer by the table that `charsmap` holds.
  ///
  /// @throws IllegalArgumentException when the bytes are no such table
  public static CharsmapNormalizer of(byte[] charsmap) {
    return new CharsmapNormalizer(Charsmap.read(charsmap));
  }

  @Override
  public NormalizedText normalize(String text, int from, int to) {
    Run run = new Run(text, from, to);
    run.clusters();
    return run.out == null ? NormalizedText.identity(text, from, to) : run.out.result(text, from);
  }

  /// One text on its way; nothing is built as long as nothing is replaced.
  private final class Run {
    private final String text;
    private final int from;
    private final int to;
    private final byte[] bytes = new byte[3 * MOST_CLUSTER_BYTES];
    private @Nullable BalancedText out;

    Run(String text, int from, int to) {
      this.text = text;
      this.from = from;
      this.to = to;
    }

    void clusters() {
      Matcher clusters = null;
      for (int at = from; at < to; ) {
        int end = at + 1;
        if (!isPlain(text.charAt(at)) || (end < to && !isPlain(text.charAt(end)))) {
          clusters = clusters == null ? CLUSTER.matcher(text) : clusters;
          end = clusters.region(at, to).lookingAt() ? clusters.end() : end;
        }
        cluster(at, end);
        at = end;
      }
    }

    private void cluster(int start, int end) {
      String whole = end - start <= MOST_CLUSTER_BYTES ? look(start, end) : null;
      if (whole != null) {
        rewriter(start).replace(text.codePointCount(start, end), whole);
        return;
      }
      for (int at = start; at < end; ) {
        int next = at + Character.charCount(text.codePointAt(at));
        String one = look(at, next);
        if (one != null) {
          rewriter(at).replace(1, one);
        } else if (out != null) {
          out.keep(text, at, next);
        }
        at = next;
      }
    }

    private @Nullable String look(int start, int end) {
      int length = Utf8.encode(text, start, end, bytes);
      return length <= MOST_CLUSTER_BYTES ? map.replacement(bytes, length) : null;
    }

    private BalancedText rewriter(int at) {
      BalancedText begun = out;
      if (begun == null) {
        begun = new BalancedText(to - from);
        begun.keep(text, from, at);
        out = begun;
      }
      return begun;
    }
  }

  /// Whether a character is a cluster of its own between others of these. Only blocks are listed
  /// that real text is made of.
  private static boolean isPlain(char c) {
    return (c < 0x300 && c != '\r')
        || (c >= 0x400 && c <= 0x482)
        || (c >= 0x620 && c <= 0x64A)
        || (c >= 0x660 && c <= 0x669)
        || (c >= 0x671 && c <= 0x6D5)
        || (c >= 0x6F0 && c <= 0x6F9)
        || (c >= 0x4E00 && c <= 0x9FFD);
  }
}
