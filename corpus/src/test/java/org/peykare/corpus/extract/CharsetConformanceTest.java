package org.peykare.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// The files of chardet's tests, each in a folder named for its charset, read without a header. A
/// file counts as right when its text is that of its charset, but for one character in a thousand.
@NullUnmarked
@EnabledIfEnvironmentVariable(named = "PEYKARE_TEST_DATA", matches = ".+")
class CharsetConformanceTest {
  private static final int LEAST_RIGHT = 391;

  /// Charsets that the web does not have, or hardly, and that are not looked for: DOS, Mac, Johab,
  /// EUC-TW.
  private static final List<String> NOT_SOUGHT =
      List.of("EUC-TW", "IBM855", "IBM866", "Johab", "MacCyrillic");

  @TempDir Path dir;

  @Test
  void readsTheFilesOfEachCharset() throws Exception {
    Map<String, int[]> counts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(unpacked())) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String folder = file.getParent().getFileName().toString();
        if (!folder.equals("tests") && !folder.equals("chardet-tests")) {
          counts.computeIfAbsent(folder, _ -> new int[2])[isRight(file, folder) ? 0 : 1]++;
        }
      }
    }
    int right = 0;
    for (Map.Entry<String, int[]> each : counts.entrySet()) {
      int[] count = each.getValue();
      right += count[0];
      System.out.printf("%-24s %3d of %3d%n", each.getKey(), count[0], count[0] + count[1]);
      if (!NOT_SOUGHT.contains(each.getKey()) && count[0] + count[1] >= 10) {
        assertThat(count[1]).as(each.getKey()).isLessThanOrEqualTo(3);
      }
    }
    assertThat(right).isGreaterThanOrEqualTo(LEAST_RIGHT);
  }

  private static boolean isRight(Path file, String folder) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String wanted = new String(bytes, charset(folder)).replace("\uFEFF", "");
    String read = CharsetDetector.decode(bytes, null).text().replace("\uFEFF", "");
    int different = Math.abs(wanted.length() - read.length());
    for (int i = 0; i < Math.min(wanted.length(), read.length()); i++) {
      different += wanted.charAt(i) == read.charAt(i) ? 0 : 1;
    }
    return different * 1_000 <= wanted.length();
  }

  private static Charset charset(String folder) {
    String lower = folder.toLowerCase(Locale.ROOT);
    return Charset.forName(
        switch (lower) {
          case "cp932" -> "windows-31j";
          case "cp949" -> "x-windows-949";
          case "utf-8-sig" -> "UTF-8";
          default -> lower.replaceAll("^((?:windows|iso-8859)-\\d+)-.*", "$1");
        });
  }

  private Path unpacked() throws IOException, InterruptedException {
    Path archive =
        Path.of(System.getenv("PEYKARE_TEST_DATA"), "conformance", "chardet-tests.tar.xz");
    int code =
        new ProcessBuilder("tar", "-xJf", archive.toString(), "-C", dir.toString())
            .inheritIO()
            .start()
            .waitFor();
    assertThat(code).as("tar -xJf " + archive).isZero();
    return dir;
  }
}
