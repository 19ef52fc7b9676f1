package org.peykare.formats.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UrlNormalFormTest {
  static Stream<List<String>> vectors() throws IOException {
    try (InputStream in = UrlNormalFormTest.class.getResourceAsStream("/golden/urls.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void followsTheGoldenVectors(List<String> vector) {
    String normal = UrlNormalForm.parse(vector.get(0)).map(UrlNormalForm::toString).orElse("");
    assertThat(normal).as(vector.get(0)).isEqualTo(vector.get(1));
    if (!normal.isEmpty()) {
      assertThat(DocumentId.ofNormalForm(normal)).hasToString(vector.get(2));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void normalFormOfANormalFormIsItself(List<String> vector) {
    UrlNormalForm.parse(vector.get(0))
        .ifPresent(url -> assertThat(UrlNormalForm.of(url.toString())).isEqualTo(url));
  }

  @Test
  void normalisingTwiceIsNormalisingOnceOnRandomInput() {
    long seed = 20_260_601L;
    Random random = new Random(seed);
    String alphabet = "ab/.%2eE?&=#;:@ \\کی\u200cü~!\"<>{}|^`[]";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder url = new StringBuilder("http://h.example/");
      for (int n = random.nextInt(24); n > 0; n--) {
        url.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String input = url.toString();
      UrlNormalForm.parse(input)
          .ifPresent(once ->
              assertThat(UrlNormalForm.parse(once.toString()))
                  .as("seed %d, input %s", seed, input)
                  .contains(once));
    }
  }

  /// The examples of RFC 3986 §5.4 that are http URLs.
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "g http://a/b/c/g",
        "./g http://a/b/c/g",
        "g/ http://a/b/c/g/",
        "/g http://a/g",
        "//g http://g/",
        "?y http://a/b/c/d;p?y",
        "g?y http://a/b/c/g?y",
        "#s http://a/b/c/d;p?q",
        ";x http://a/b/c/;x",
        ". http://a/b/c/",
        "./ http://a/b/c/",
        ".. http://a/b/",
        "../g http://a/b/g",
        "../.. http://a/",
        "../../../g http://a/g",
        "g;x=1/../y http://a/b/c/y",
        "http://x/y http://x/y"
      })
  void resolvesAsInRfc3986(String reference, String expected) {
    UrlNormalForm base = UrlNormalForm.of("http://a/b/c/d;p?q");
    assertThat(base.resolve(reference)).map(UrlNormalForm::toString).contains(expected);
  }

  @Test
  void refusesOtherSchemesInReferences() {
    UrlNormalForm base = UrlNormalForm.of("http://a/");
    assertThat(base.resolve("mailto:x@example.org")).isEmpty();
    assertThat(base.resolve("javascript:go()")).isEmpty();
    assertThat(base.resolve("tel:123")).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithABadUrl() {
    assertThatThrownBy(() -> UrlNormalForm.of("ftp://example.org/"))
        .hasMessageStartingWith("Invalid URL: ftp://example.org/ (must be an absolute http");
  }
}
