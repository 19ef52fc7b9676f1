package org.peykare.tokenizer.normalize;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peykare.tokenizer.pipeline.NormalizedText;
import org.peykare.tokenizer.pipeline.Normalizer;

/// Replaces every match of a pattern; what is put in has the origin of the last character replaced.
///
/// @param pattern what is replaced
/// @param source the pattern as the file writes it
/// @param content what is put in, taken literally
public record ReplaceNormalizer(Pattern pattern, String source, String content)
    implements Normalizer {

  /// Replaces a string.
  public static ReplaceNormalizer literal(String text, String content) {
    return new ReplaceNormalizer(Pattern.compile(Pattern.quote(text)), text, content);
  }

  /// Whether the pattern is a string, not an expression.
  public boolean isLiteral() {
    return pattern.pattern().equals(Pattern.quote(source));
  }

  @Override
  public NormalizedText normalize(String text, int from, int to) {
    Matcher matcher = pattern.matcher(text).region(from, to);
    matcher.useTransparentBounds(false).useAnchoringBounds(true);
    if (!matcher.find()) {
      return NormalizedText.identity(text, from, to);
    }
    TextRewriter out = new TextRewriter(text, from, to);
    int done = from;
    do {
      out.keep(done, matcher.start());
      int end = matcher.end();
      int last = end > from ? text.offsetByCodePoints(end, -1) : from;
      if (content.isEmpty()) {
        out.drop();
      } else {
        out.replace(content, last, end);
      }
      done = end;
    } while (matcher.find());
    out.keep(done, to);
    return out.result();
  }
}
