package org.peykare.console.sampleweb;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One text of the sample web: head lines `name: value`, an empty line, then blocks separated by
/// empty lines; a block that begins with `## ` is a heading.
///
/// @param slug file name without its ending, ASCII
/// @param links slugs of related articles of the same site
record Article(
    String slug,
    String title,
    LocalDate date,
    Optional<String> author,
    String section,
    List<String> links,
    List<String> blocks) {

  static Article parse(String slug, String text) {
    int bodyStart = text.indexOf("\n\n");
    Map<String, String> head = new HashMap<>();
    text.substring(0, bodyStart)
        .lines()
        .forEach(line -> {
          int colon = line.indexOf(':');
          head.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
    return new Article(
        slug,
        field(head, "title", slug),
        LocalDate.parse(field(head, "date", slug)),
        Optional.ofNullable(head.get("author")),
        field(head, "section", slug),
        List.of(field(head, "links", slug).split(",\\s*")),
        Stream.of(text.substring(bodyStart).strip().split("\n{2,}")).map(String::strip).toList());
  }

  private static String field(Map<String, String> head, String name, String slug) {
    String value = head.get(name);
    if (value == null) {
      throw new IllegalArgumentException("Article " + slug + " has no line " + name + ":");
    }
    return value;
  }

  /// The first paragraph.
  String lead() {
    return blocks.getFirst();
  }

  Article withBlocks(List<String> otherBlocks) {
    return new Article(slug, title, date, author, section, links, otherBlocks);
  }
}
