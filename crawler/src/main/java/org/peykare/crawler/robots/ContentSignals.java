package org.peykare.crawler.robots;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads `Content-Signal`, `Content-Usage` and `LLM-Policy` lines out of robots.txt, those of the
/// crawler's own group or, where there is none, of everybody's. Kept as evidence; the corpus
/// decides.
final class ContentSignals {
  private static final Set<String> SIGNALS =
      Set.of("content-signal", "content-usage", "llm-policy");

  private ContentSignals() {}

  static List<String> of(byte[] robotsTxt, String token) {
    List<String> everybody = new ArrayList<>();
    List<String> own = new ArrayList<>();
    boolean ownGroup = false;
    Set<String> agents = new HashSet<>();
    boolean inAgents = false;
    for (String raw : new String(robotsTxt, StandardCharsets.UTF_8).split("[\\r\\n]+")) {
      int hash = raw.indexOf('#');
      String line = (hash < 0 ? raw : raw.substring(0, hash)).strip();
      int colon = line.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (name.equals("user-agent")) {
        if (!inAgents) {
          agents.clear();
        }
        agents.add(value.toLowerCase(Locale.ROOT));
        inAgents = true;
        ownGroup |= agents.contains(token);
        continue;
      }
      inAgents = false;
      if (SIGNALS.contains(name) && !value.isEmpty()) {
        String evidence = "robots.txt " + name + ": " + value;
        if (agents.contains(token)) {
          own.add(evidence);
        } else if (agents.isEmpty() || agents.contains("*")) {
          everybody.add(evidence);
        }
      }
    }
    return ownGroup ? own : everybody;
  }
}
