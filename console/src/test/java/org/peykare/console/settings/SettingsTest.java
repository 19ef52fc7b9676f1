package org.peykare.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path dir;

  @Test
  void hasDefaultsWithoutAFile() {
    Settings settings = Settings.read(dir, Map.of());
    assertThat(settings.delay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.partitions()).isEqualTo(8);
    assertThat(settings.bootstrapServers()).isEmpty();
    assertThat(settings.languages()).isEmpty();
  }

  @Test
  void readsTheFileAndLetsTheEnvironmentOverrideIt() throws IOException {
    write(
        """
        crawler:
          delay: 250ms
          contact: mailto:me@example.org
        corpus:
          languages: [fa, en]
        """);
    Settings settings = Settings.read(dir, Map.of("PEYKARE_CRAWLER_DELAY", "1.5s"));
    assertThat(settings.delay()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(settings.contact()).contains("mailto:me@example.org");
    assertThat(settings.languages()).containsExactly("fa", "en");
  }

  @Test
  void reportsAllProblemsTogether() throws IOException {
    write(
        """
        crawler:
          delay: soon
          colour: blue
        kafka:
          partitions: 0
        """);
    assertThatThrownBy(() -> Settings.read(dir, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "unknown setting crawler.colour (known: node.name, kafka.bootstrap-servers,")
        .hasMessageContaining("crawler.delay must be a duration such as 500ms")
        .hasMessageContaining("was \"soon\"")
        .hasMessageContaining("kafka.partitions must be 1..1000, was \"0\"");
  }

  @Test
  void saysThatAFileIsNotYaml() throws IOException {
    write("crawler: [unclosed");
    assertThatThrownBy(() -> Settings.read(dir, Map.of()))
        .hasMessageContaining("peykare.yaml")
        .hasMessageContaining("not YAML");
  }

  @Test
  void saysThatALineHasNoValue() throws IOException {
    write("crawler.delay 2s");
    assertThatThrownBy(() -> Settings.read(dir, Map.of()))
        .hasMessageContaining("must hold lines KEY: VALUE");
  }

  @Test
  void sizesAndListsAreReadAsPeopleWriteThem() throws IOException {
    write(
        """
        platform.disk-floor: 1.5GiB
        crawler.resolve: [example=127.0.0.1:80, other=127.0.0.1:81]
        """);
    Settings settings = Settings.read(dir, Map.of());
    assertThat(settings.diskFloorBytes()).isEqualTo(3L << 29);
    assertThat(settings.resolve()).containsExactly("example=127.0.0.1:80", "other=127.0.0.1:81");
    assertThat(Sizes.parse("2GB")).contains(2_000_000_000L);
    assertThat(Sizes.parse("much")).isEmpty();
    assertThat(Sizes.text(3L << 29)).isEqualTo("1.5 GiB");
    assertThat(Sizes.text(1023)).isEqualTo("1023 bytes");
  }

  private void write(String yaml) throws IOException {
    Files.writeString(dir.resolve(Settings.FILE), yaml);
  }
}
