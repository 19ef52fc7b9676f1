package org.peykare.crawler.warc;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Closes WARC files that a crash left open: whatever follows the last whole gzip member is cut
/// off.
final class TornFiles {
  /// What [WarcFileWriter] writes: ten bytes of head without optional parts, eight of tail.
  private static final int GZIP_HEAD = 10;

  private static final int GZIP_TAIL = 8;

  private TornFiles() {}

  static void mend(Path dir, String suffix) throws IOException {
    List<Path> torn;
    try (Stream<Path> files = Files.list(dir)) {
      torn = files.filter(file -> file.getFileName().toString().endsWith(suffix)).toList();
    }
    for (Path file : torn) {
      long whole = wholeMembers(file);
      if (whole == 0) {
        Files.delete(file);
        continue;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(whole);
      }
      String name = file.getFileName().toString();
      Files.move(file, file.resolveSibling(name.substring(0, name.length() - suffix.length())));
    }
  }

  /// Bytes up to the end of the last whole member.
  private static long wholeMembers(Path file) throws IOException {
    long end = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (long size = memberSize(in); size > 0; size = memberSize(in)) {
        end += size;
      }
    }
    return end;
  }

  /// Size of the member that starts here; 0 where none is whole. Leaves the stream behind it.
  private static long memberSize(InputStream in) throws IOException {
    byte[] head = in.readNBytes(GZIP_HEAD);
    if (head.length < GZIP_HEAD || (head[0] & 0xFF) != 0x1F || (head[1] & 0xFF) != 0x8B) {
      return 0;
    }
    Inflater inflater = new Inflater(true);
    byte[] input = new byte[1 << 13];
    byte[] sink = new byte[1 << 16];
    int read = 0;
    try {
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          in.mark(input.length);
          read = in.read(input);
          if (read < 0) {
            return 0;
          }
          inflater.setInput(input, 0, read);
        }
        inflater.inflate(sink);
      }
      in.reset();
      in.skipNBytes(read - inflater.getRemaining());
      byte[] tail = in.readNBytes(GZIP_TAIL);
      return tail.length < GZIP_TAIL ? 0 : GZIP_HEAD + inflater.getBytesRead() + GZIP_TAIL;
    } catch (DataFormatException e) {
      return 0;
    } finally {
      inflater.end();
    }
  }
}
