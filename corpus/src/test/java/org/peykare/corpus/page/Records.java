package org.peykare.corpus.page;

import java.nio.charset.StandardCharsets;

/// WARC records for tests.
final class Records {
  private Records() {}

  static byte[] html(String html) {
    return response("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n", "", html);
  }

  static byte[] response(String httpHead, String warcFields, String body) {
    return record(
        "response",
        "Content-Type: application/http;msgtype=response\r\n" + warcFields,
        httpHead + "Content-Length: " + bytes(body).length + "\r\n\r\n" + body);
  }

  static byte[] record(String type, String fields, String block) {
    return bytes(
        "WARC/1.1\r\nWARC-Type: "
            + type
            + "\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
            + "WARC-Date: 2026-03-02T08:15:00Z\r\nWARC-Target-URI: https://example.org/news/12\r\n"
            + fields
            + "Content-Length: "
            + bytes(block).length
            + "\r\n\r\n"
            + block
            + "\r\n\r\n");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
