package org.peykare.corpus.topology;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/// The fields of a WARC record that name a fetch, read without parsing the rest. A record that is
/// damaged here has empty fields and the date 1970-01-01.
///
/// @param type WARC-Type
/// @param date WARC-Date
/// @param recordId WARC-Record-ID
/// @param digest WARC-Payload-Digest
record WarcHead(String type, Instant date, String recordId, String digest) {
  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final int MAX_FIELD = 256;

  static WarcHead of(byte[] record) {
    int end = Math.min(record.length, MAX_HEAD_BYTES);
    String type = "";
    String recordId = "";
    String digest = "";
    Instant date = Instant.EPOCH;
    int at = lineEnd(record, 0, end) + 1;
    while (at < end) {
      int lineEnd = lineEnd(record, at, end);
      String line = new String(record, at, lineEnd - at, StandardCharsets.UTF_8).strip();
      if (line.isEmpty()) {
        break;
      }
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      switch (name) {
        case "warc-type" -> type = value.toLowerCase(Locale.ROOT);
        case "warc-date" -> date = date(value);
        case "warc-record-id" -> recordId = shorten(value);
        case "warc-payload-digest" -> digest = shorten(value);
        default -> {}
      }
      at = lineEnd + 1;
    }
    return new WarcHead(type, date, recordId, digest);
  }

  private static int lineEnd(byte[] record, int from, int end) {
    int at = from;
    while (at < end && record[at] != '\n') {
      at++;
    }
    return at;
  }

  /// A field of a hostile record may have any length.
  private static String shorten(String field) {
    return field.length() <= MAX_FIELD ? field : field.substring(0, MAX_FIELD);
  }

  private static Instant date(String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
