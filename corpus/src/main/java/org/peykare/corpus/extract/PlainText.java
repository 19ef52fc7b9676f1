package org.peykare.corpus.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// Writes a region as plain text: blocks separated by an empty line, list items and table rows one
/// a line, line breaks and preformatted text kept.
final class PlainText {
  /// A piece of text of its own.
  ///
  /// @param text the text
  /// @param region the element it comes from
  record Block(String text, Region region) {}

  private static final Set<String> CELLS = Set.of("td", "th");

  private static final int LONGEST_NOTE_MARK = 16;

  /// Characters within which a note's mark ends, white space included.
  private static final int MARK_CHARS = 64;

  private static final char SOFT_HYPHEN = '\u00AD';

  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private boolean preformatted;

  private PlainText() {}

  /// The blocks of `region`, none of them empty.
  static List<Block> blocks(Region region) {
    PlainText text = new PlainText();
    text.write(region);
    text.end(region);
    return text.blocks;
  }

  private void write(Region region) {
    for (Object part : region.content) {
      if (part instanceof String string) {
        append(string);
      } else if (part instanceof Region child && !child.isRemoved()) {
        writeChild(child, region);
      }
    }
  }

  private void writeChild(Region child, Region around) {
    switch (child.tag) {
      case "br" -> line.append('\n');
      case "hr" -> end(around);
      case "ul", "ol", "dl" -> writeLines(child, around);
      case "table" -> writeTable(child, around);
      case "pre" -> {
        end(around);
        preformatted = true;
        write(child);
        preformatted = false;
        end(child);
      }
      case "sup" -> {
        if (!isNoteMark(child)) {
          write(child);
        }
      }
      default -> {
        if (child.inline) {
          write(child);
        } else {
          end(around);
          write(child);
          end(child);
        }
      }
    }
  }

  /// A list: one block, an item a line, unless an item has several blocks.
  private void writeLines(Region list, Region around) {
    end(around);
    StringBuilder lines = new StringBuilder();
    for (Object part : list.content) {
      if (!(part instanceof Region item) || item.isRemoved()) {
        continue;
      }
      List<Block> inside = blocks(item);
      if (inside.isEmpty()) {
        continue;
      }
      boolean marked = item.tag.equals("li");
      for (int i = 0; i < inside.size(); i++) {
        if (!lines.isEmpty()) {
          lines.append('\n');
        }
        String text = inside.get(i).text();
        if (marked && i == 0 && !text.startsWith("- ")) {
          lines.append("- ");
        }
        lines.append(text.replace("\n\n", "\n"));
      }
    }
    if (!lines.isEmpty()) {
      blocks.add(new Block(lines.toString(), list));
    }
  }

  private void writeTable(Region table, Region around) {
    end(around);
    if (isLayout(table)) {
      write(table);
      end(table);
      return;
    }
    StringBuilder rows = new StringBuilder();
    writeRows(table, rows);
    if (!rows.isEmpty()) {
      blocks.add(new Block(rows.toString(), table));
    }
  }

  private static void writeRows(Region region, StringBuilder rows) {
    for (Region child : region.regions()) {
      if (!child.tag.equals("tr")) {
        writeRows(child, rows);
        continue;
      }
      List<String> cells = new ArrayList<>();
      for (Region cell : child.regions()) {
        List<String> texts = blocks(cell).stream().map(Block::text).toList();
        if (!texts.isEmpty()) {
          cells.add(String.join(" ", texts).replace('\n', ' '));
        }
      }
      if (!cells.isEmpty()) {
        if (!rows.isEmpty()) {
          rows.append('\n');
        }
        rows.append(String.join(" | ", cells));
      }
    }
  }

  /// Tables that only place blocks on the page have a cell with much text or with blocks in it.
  private static boolean isLayout(Region region) {
    for (Region child : region.regions()) {
      boolean layout =
          CELLS.contains(child.tag)
              ? child.chars > 400 || child.regions().stream().filter(r -> !r.inline).count() > 2
              : isLayout(child);
      if (layout) {
        return true;
      }
    }
    return false;
  }

  /// The raised number of a note: `[12]`, `[note 3]`, `[یادداشت ۴]`.
  private static boolean isNoteMark(Region sup) {
    String text = beginning(sup);
    return sup.linkChars == 0
        && text.startsWith("[")
        && text.endsWith("]")
        && (text.length() <= 6 || isNumbered(text));
  }

  /// A name and a number or letter: `note 3`.
  private static boolean isNumbered(String mark) {
    int last = mark.lastIndexOf(' ') + 1;
    return mark.length() <= LONGEST_NOTE_MARK
        && last > 0
        && (mark.length() - last == 2
            || mark.substring(last, mark.length() - 1).chars().allMatch(Character::isDigit));
  }

  /// The first characters inside: a page may nest these elements, and all its text in them.
  private static String beginning(Region region) {
    StringBuilder text = new StringBuilder();
    region.element.filter((node, _) -> {
      if (node instanceof TextNode part) {
        String whole = part.getWholeText();
        text.append(whole, 0, Math.min(whole.length(), MARK_CHARS + 1));
      }
      return text.length() > MARK_CHARS
          ? NodeFilter.FilterResult.STOP
          : NodeFilter.FilterResult.CONTINUE;
    });
    return text.toString().strip();
  }

  private void append(String string) {
    if (preformatted) {
      line.append(string);
      return;
    }
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\u00A0') {
        if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
          line.append(' ');
        }
      } else if (c != SOFT_HYPHEN || !isLatin(line)) {
        line.append(c);
      }
    }
  }

  /// In Persian text a soft hyphen may stand for a non-joiner; elsewhere it is invisible.
  private static boolean isLatin(StringBuilder line) {
    return line.isEmpty() || line.charAt(line.length() - 1) < 0x0600;
  }

  private void end(Region region) {
    String text =
        preformatted || region.tag.equals("pre") ? line.toString().stripTrailing() : tidy(line);
    line.setLength(0);
    if (!text.isBlank()) {
      blocks.add(new Block(text, region));
    }
  }

  /// No space around line breaks; two or more line breaks are an empty line.
  private static String tidy(StringBuilder line) {
    StringBuilder tidy = new StringBuilder(line.length());
    int breaks = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\n') {
        breaks++;
        if (!tidy.isEmpty() && tidy.charAt(tidy.length() - 1) == ' ') {
          tidy.setLength(tidy.length() - 1);
        }
      } else if (c != ' ' || breaks == 0) {
        if (breaks > 0 && !tidy.isEmpty()) {
          tidy.append(breaks > 1 ? "\n\n" : "\n");
        }
        breaks = 0;
        tidy.append(c);
      }
    }
    return tidy.toString().strip();
  }
}
