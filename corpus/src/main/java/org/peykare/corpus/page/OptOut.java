package org.peykare.corpus.page;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// A way in which a publisher reserves a page from text and data mining or AI training.
public enum OptOut {
  /// `noai` in X-Robots-Tag or meta robots.
  NOAI("\\bnoai\\b"),
  /// `noimageai` there.
  NOIMAGEAI("\\bnoimageai\\b"),
  /// `ai-train=no` in a Content-Signal, `train-ai=n` in a Content-Usage.
  AI_TRAIN("\\b(?:ai-train\\s*=\\s*no?|train-ai\\s*=\\s*no?)\\b"),
  /// `tdm-reservation: 1` in a header or meta element.
  TDM_RESERVATION("\\btdm-reservation\\s*[:=]\\s*1\\b"),
  /// `llm-policy: disallow` and the like in robots.txt.
  LLM_POLICY("\\bllm-policy\\s*[:=]\\s*(?:disallow|deny|none|no-train)\\b");

  private final Pattern pattern;

  OptOut(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  /// The opt-outs that a piece of evidence such as `x-robots-tag: noai, noindex` declares.
  public static Set<OptOut> in(String evidence) {
    String lower = evidence.toLowerCase(Locale.ROOT);
    Set<OptOut> found = EnumSet.noneOf(OptOut.class);
    for (OptOut optOut : values()) {
      if (optOut.pattern.matcher(lower).find()) {
        found.add(optOut);
      }
    }
    return found;
  }
}
