package org.peykare.crawler.warc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;

class WarcFileWriterTest {
  @TempDir Path dir;

  private static byte[] record(int n) {
    return ("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>\r\n"
            + "WARC-Date: 2026-05-01T00:00:00Z\r\nWARC-Target-URI: http://a.test/%d\r\nContent-Length: 2\r\n\r\nab\r\n\r\n")
        .formatted(n, n)
        .getBytes(StandardCharsets.UTF_8);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.sorted().toList();
    }
  }

  private static List<String> types(Path file) throws IOException {
    List<String> types = new ArrayList<>();
    try (WarcReader reader = new WarcReader(file)) {
      for (WarcRecord record : reader) {
        types.add(record.type());
      }
    }
    return types;
  }

  @Test
  void numbersAreWrittenInAsciiWhateverTheLanguageOfTheMachine() throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
    try (WarcFileWriter writer = new WarcFileWriter(dir, "Test/1", 600)) {
      writer.write("x".getBytes(StandardCharsets.UTF_8));
    } finally {
      Locale.setDefault(before);
    }

    assertThat(files()).singleElement().asString().matches("\\p{ASCII}+");
    try (WarcReader reader = new WarcReader(files().getFirst())) {
      assertThat(reader.next()).isPresent();
    }
  }

  @Test
  void startsAnotherFileWhenOneIsFull() throws Exception {
    try (WarcFileWriter writer = new WarcFileWriter(dir, "Test/1", 600)) {
      for (int i = 0; i < 6; i++) {
        writer.write(record(i));
      }
    }

    assertThat(files())
        .hasSizeGreaterThan(1)
        .allMatch(file -> file.toString().endsWith(".warc.gz"));
    List<String> types = new ArrayList<>();
    for (Path file : files()) {
      assertThat(types(file).getFirst()).isEqualTo("warcinfo");
      types.addAll(types(file));
    }
    assertThat(types).filteredOn("resource"::equals).hasSize(6);
  }

  @Test
  void aFileThatACrashLeftOpenEndsWithItsLastWholeRecord() throws Exception {
    WarcFileWriter crashed = new WarcFileWriter(dir, "Test/1");
    crashed.write(record(1));
    crashed.write(record(2));
    Path open = files().getFirst();
    assertThat(open.toString()).endsWith(".open");
    try (FileChannel channel = FileChannel.open(open, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 5);
    }

    new WarcFileWriter(dir, "Test/1").close();

    assertThat(files()).hasSize(1);
    assertThat(types(files().getFirst())).containsExactly("warcinfo", "resource");
  }
}
