package org.peykare.corpus.page;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a page's evidence is an opt-out, and whether the settings honour it.
///
/// @param found the opt-outs the page declares
/// @param pieces the evidence for them
record Consent(Set<OptOut> found, List<String> pieces) {
  static Consent of(List<String> evidence) {
    Set<OptOut> found = EnumSet.noneOf(OptOut.class);
    List<String> pieces = new ArrayList<>();
    for (String piece : evidence) {
      Set<OptOut> declared = OptOut.in(piece);
      if (!declared.isEmpty()) {
        found.addAll(declared);
        pieces.add(piece);
      }
    }
    return new Consent(found, pieces);
  }

  boolean isRefused(Set<OptOut> honoured) {
    return found.stream().anyMatch(honoured::contains);
  }

  /// The evidence as one text, null where there is none.
  @Nullable String evidence() {
    return pieces.isEmpty() ? null : String.join("; ", pieces);
  }
}
