package org.peykare.console.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.peykare.console.replay.RequestLog;
import org.peykare.console.replay.WebContent;

/// Counts requests that robots.txt forbids, from the server's side: plain prefixes under
/// `User-agent: *`, which is all that the demo's webs use.
final class RobotsCheck {
  private RobotsCheck() {}

  static long disallowedRequests(WebContent web, List<RequestLog.Request> requests) {
    Map<String, List<String>> disallowed = new HashMap<>();
    return requests.stream()
        .filter(request ->
            disallowed.computeIfAbsent(request.host(), host -> prefixes(web, host)).stream()
                .anyMatch(request.path()::startsWith))
        .count();
  }

  private static List<String> prefixes(WebContent web, String host) {
    WebContent.Page robots = web.page(host, "/robots.txt");
    List<String> prefixes = new ArrayList<>();
    if (robots.status() != 200) {
      return prefixes;
    }
    boolean forAll = false;
    for (String line : new String(robots.body(), StandardCharsets.UTF_8).split("\\R")) {
      String lower = line.strip().toLowerCase(Locale.ROOT);
      if (lower.startsWith("user-agent:")) {
        forAll = lower.endsWith("*");
      } else if (forAll && lower.startsWith("disallow:")) {
        String prefix = line.substring(line.indexOf(':') + 1).strip();
        if (!prefix.isEmpty()) {
          prefixes.add(prefix);
        }
      }
    }
    return prefixes;
  }
}
