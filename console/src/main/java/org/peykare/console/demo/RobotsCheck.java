package org.peykare.console.demo;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peykare.console.replay.RequestLog;
import org.peykare.console.replay.WebContent;

/// Counts requests that robots.txt forbids, judged from the server's side (RFC 9309).
final class RobotsCheck {
  private static final String AGENT = "peykare";

  private RobotsCheck() {}

  static long disallowedRequests(WebContent web, List<RequestLog.Request> requests) {
    Map<String, BaseRobotRules> rules = new HashMap<>();
    return requests.stream()
        .filter(request -> !request.path().equals("/robots.txt"))
        .filter(request ->
            !rules
                .computeIfAbsent(request.host(), host -> rules(web, host))
                .isAllowed("http://" + request.host() + request.path()))
        .count();
  }

  private static BaseRobotRules rules(WebContent web, String host) {
    WebContent.Page robots = web.page(host, "/robots.txt");
    return robots.status() == 200
        ? new SimpleRobotRulesParser()
            .parseContent(
                "http://" + host + "/robots.txt", robots.body(), "text/plain", List.of(AGENT))
        : new SimpleRobotRules(RobotRulesMode.ALLOW_ALL);
  }
}
