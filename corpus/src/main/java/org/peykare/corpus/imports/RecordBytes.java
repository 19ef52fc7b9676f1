package org.peykare.corpus.imports;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.netpreserve.jwarc.WarcRecord;
import org.peykare.formats.warc.WarcFields;

/// An uncompressed WARC record of a record that was read, its block cut where it is too long. Where
/// it says nothing of robots.txt, it says so: nobody asked then.
final class RecordBytes {
  private RecordBytes() {}

  static byte[] of(WarcRecord record, byte[] body, int maxBodyBytes) {
    int length = Math.min(body.length, maxBodyBytes);
    StringBuilder head = new StringBuilder(1024);
    head.append("WARC/1.1\r\n");
    for (Map.Entry<String, List<String>> field : record.headers().map().entrySet()) {
      boolean changes =
          field.getKey().equalsIgnoreCase("Content-Length")
              || length < body.length && field.getKey().equalsIgnoreCase("WARC-Truncated");
      if (!changes) {
        field
            .getValue()
            .forEach(
                value -> head.append(field.getKey()).append(": ").append(value).append("\r\n"));
      }
    }
    if (record.headers().first(WarcFields.ROBOTS).isEmpty()) {
      head.append(WarcFields.ROBOTS).append(": unchecked\r\n");
    }
    if (length < body.length) {
      head.append("WARC-Truncated: length\r\n");
    }
    head.append("Content-Length: ").append(length).append("\r\n\r\n");
    byte[] headBytes = head.toString().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(headBytes.length + length + 4);
    out.write(headBytes, 0, headBytes.length);
    out.write(body, 0, length);
    out.writeBytes(new byte[] {'\r', '\n', '\r', '\n'});
    return out.toByteArray();
  }
}
