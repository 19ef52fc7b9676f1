package org.peykare.tokenizer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextReaderTest {
  @TempDir Path dir;

  private static List<String> read(TextSource source) {
    List<String> texts = new ArrayList<>();
    TextReader.forEach(source, texts::add);
    return texts;
  }

  @Test
  void aLineKeepsItsLineEndAndACarriageReturnAloneEndsNone() throws IOException {
    String longLine = "ی".repeat(70_000) + "\n";
    Path file = Files.writeString(dir.resolve("a.txt"), "یک\nدو\r\nse\rh\n\n" + longLine + "آخر");
    assertThat(read(new TextSource.Lines(List.of(file))))
        .containsExactly("یک\n", "دو\r\n", "se\rh\n", "\n", longLine, "آخر");
  }

  @Test
  void refusesAFileThatIsMissingOrNotUtf8() throws IOException {
    Path missing = dir.resolve("none.txt");
    assertThatThrownBy(() -> read(new TextSource.Lines(List.of(missing))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot read text: there is no file " + missing);
    Path latin = Files.write(dir.resolve("latin1.txt"), new byte[] {'a', (byte) 0xE9, 'b', '\n'});
    assertThatThrownBy(() -> read(new TextSource.Lines(List.of(latin))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not UTF-8");
    assertThatThrownBy(() -> new TextSource.Lines(List.of()))
        .hasMessage("Cannot read text: no file was named");
  }
}
