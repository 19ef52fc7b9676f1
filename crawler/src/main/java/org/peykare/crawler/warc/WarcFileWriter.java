package org.peykare.crawler.warc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes records into gzip WARC files, one gzip member per record, a new file after each gigabyte.
/// A file carries `.open` in its name while it is written. Safe for many threads.
public final class WarcFileWriter implements AutoCloseable {
  private static final long ROTATE_BYTES = 1_000_000_000;
  private static final String OPEN = ".open";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path dir;
  private final String software;
  private final long rotateBytes;
  private @Nullable OutputStream out;
  private @Nullable Path file;
  private long written;
  private int serial;

  /// Writes into `dir`, which is made if need be. Files that a crash left open are closed at their
  /// last whole record.
  ///
  /// @param software name and version of what writes, for the `warcinfo` record
  public WarcFileWriter(Path dir, String software) {
    this(dir, software, ROTATE_BYTES);
  }

  WarcFileWriter(Path dir, String software, long rotateBytes) {
    this.dir = dir;
    this.software = software;
    this.rotateBytes = rotateBytes;
    try {
      Files.createDirectories(dir);
      TornFiles.mend(dir, OPEN);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use " + dir + " for WARC files", e);
    }
  }

  /// Writes one uncompressed WARC record.
  public void write(byte[] record) {
    byte[] member = gzip(record);
    synchronized (this) {
      try {
        OutputStream to = open();
        to.write(member);
        written += member.length;
        if (written >= rotateBytes) {
          closeFile();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write WARC file " + file, e);
      }
    }
  }

  @Override
  public synchronized void close() {
    try {
      closeFile();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close WARC file " + file, e);
    }
  }

  private OutputStream open() throws IOException {
    if (out == null) {
      Instant now = Instant.now();
      String name =
          String.format(Locale.ROOT, "peykare-%s-%05d.warc.gz", STAMP.format(now), serial++);
      file = dir.resolve(name + OPEN);
      OutputStream opened = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
      byte[] info = gzip(warcinfo(name, now));
      opened.write(info);
      written = info.length;
      out = opened;
    }
    return out;
  }

  private void closeFile() throws IOException {
    if (out != null && file != null) {
      out.close();
      out = null;
      String name = file.getFileName().toString();
      Files.move(file, file.resolveSibling(name.substring(0, name.length() - OPEN.length())));
    }
  }

  private byte[] warcinfo(String name, Instant now) {
    String fields =
        "software: %s\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n".formatted(software);
    String head =
        String.format(
            Locale.ROOT,
            """
            WARC/1.1\r
            WARC-Type: warcinfo\r
            WARC-Record-ID: <urn:uuid:%s>\r
            WARC-Date: %s\r
            WARC-Filename: %s\r
            Content-Type: application/warc-fields\r
            Content-Length: %d\r
            \r
            %s\r
            \r
            """,
            UUID.randomUUID(),
            now.truncatedTo(ChronoUnit.SECONDS),
            name,
            fields.getBytes(StandardCharsets.UTF_8).length,
            fields);
    return head.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(record.length / 3 + 64);
    try (OutputStream gzip = new GZIPOutputStream(bytes, 8 * 1024)) {
      gzip.write(record);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot compress a record in memory", e);
    }
    return bytes.toByteArray();
  }
}
