package org.peykare.crawler.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.peykare.crawler.fetch.Head;

/// What a page says about the use of its content, kept as sent: X-Robots-Tag and meta robots with
/// `noai` or `noimageai`, TDM reservation (header and meta), `Content-Signal`, `Content-Usage`.
final class OptOuts {
  private static final Pattern NO_AI = Pattern.compile("(?i)\\bno(image)?ai\\b");
  private static final Pattern NO_FOLLOW = Pattern.compile("(?i)\\b(nofollow|none)\\b");

  private OptOuts() {}

  static List<String> of(Head head, Document document) {
    List<String> evidence = new ArrayList<>();
    for (Head.Field field : head.headers()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      boolean optOut =
          switch (name) {
            case "x-robots-tag" -> NO_AI.matcher(field.value()).find();
            case "tdm-reservation", "tdm-policy", "content-signal", "content-usage" -> true;
            default -> false;
          };
      if (optOut) {
        evidence.add(name + ": " + oneLine(field.value()));
      }
    }
    for (Element meta : document.select("meta[name]")) {
      String name = meta.attr("name").strip().toLowerCase(Locale.ROOT);
      String content = meta.attr("content");
      if (name.equals("robots") && NO_AI.matcher(content).find()
          || name.equals("tdm-reservation")
          || name.equals("tdm-policy")) {
        evidence.add("meta " + name + ": " + oneLine(content));
      }
    }
    return evidence;
  }

  /// Whether the links of the page are not to be followed. A rule for another crawler (`name: …`)
  /// is not ours.
  static boolean forbidsFollowing(Head head, Document document) {
    return head.all("X-Robots-Tag").stream()
            .filter(value -> value.indexOf(':') < 0)
            .anyMatch(value -> NO_FOLLOW.matcher(value).find())
        || document.select("meta[name=robots]").stream()
            .anyMatch(meta -> NO_FOLLOW.matcher(meta.attr("content")).find());
  }

  /// Evidence goes into a header field, which is one line.
  private static String oneLine(String value) {
    String line = value.replaceAll("\\s+", " ").strip();
    return line.length() > 500 ? line.substring(0, 500) : line;
  }
}
