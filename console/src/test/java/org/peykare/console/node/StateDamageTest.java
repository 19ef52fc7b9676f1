package org.peykare.console.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.console.platform.Layout;
import org.peykare.console.platform.Platform;
import org.peykare.console.settings.Settings;

class StateDamageTest {
  @TempDir Path dir;

  @Test
  void damagedStateIsSetAsideAndMadeAnew() throws Exception {
    Layout layout = new Layout(dir);
    Settings settings =
        Settings.read(dir, Map.of("PEYKARE_CRAWLER_RESOLVE", "example=127.0.0.1:9"));
    try (Platform platform = Platform.open(layout, settings)) {
      String servers = platform.bootstrapServers();
      List<Role> roles =
          List.of(
              new CorpusRole("one", servers, layout, settings),
              CrawlerRole.of(servers, layout, settings, "one"));
      for (Role role : roles) {
        runOnce(role);
        Path state = role.state().orElseThrow();
        List<Path> stores = currentFiles(state);
        assertThat(stores).as(role.name() + " keeps state").isNotEmpty();
        for (Path current : stores) {
          Files.writeString(current, "nonsense");
        }
        runOnce(role);
        assertThat(aside(state)).as(role.name()).hasSize(1);
        assertThat(currentFiles(state)).isNotEmpty();
      }
    }
  }

  @Test
  void stateOfAnotherClusterIsSetAside() throws IOException {
    Layout layout = new Layout(dir);
    Settings settings = Settings.read(dir, Map.of());
    Platform.open(layout, settings).close();
    Files.createDirectories(layout.corpusState().resolve("of-the-first"));
    Files.move(layout.broker(), dir.resolve("kafka.gone"));
    Platform.open(layout, settings).close();
    assertThat(layout.corpusState()).doesNotExist();
    assertThat(aside(layout.state())).hasSize(1);
    Platform.open(layout, settings).close();
    assertThat(aside(layout.state())).hasSize(1);
  }

  @Test
  void aBrokerWithoutItsIdentityIsNotFormattedOverItsTopics() throws IOException {
    Layout layout = new Layout(dir);
    Settings settings = Settings.read(dir, Map.of());
    Platform.open(layout, settings).close();
    for (String content : List.of("", "cluster.id=\n")) {
      Files.writeString(layout.broker().resolve("meta.properties"), content);
      assertThatThrownBy(() -> Platform.open(layout, settings))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("meta.properties is unreadable")
          .hasMessageContaining("restore the folder from a backup");
    }
    Files.delete(layout.broker().resolve("meta.properties"));
    assertThatThrownBy(() -> Platform.open(layout, settings))
        .hasMessageContaining("meta.properties is missing");
  }

  private static void runOnce(Role role) throws InterruptedException {
    try (Supervisor supervisor = Supervisor.start(role, Optional::empty)) {
      // Damage shows when the stores are opened, which is after the start.
      for (int good = 0; good < 20; ) {
        good = supervisor.state() == Supervisor.State.RUNNING && hasState(role) ? good + 1 : 0;
        Thread.sleep(100);
      }
    }
  }

  private static boolean hasState(Role role) {
    return !currentFiles(role.state().orElseThrow()).isEmpty();
  }

  private static List<Path> currentFiles(Path state) {
    if (!Files.isDirectory(state)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(state)) {
      return files.filter(file -> file.endsWith("CURRENT")).toList();
    } catch (IOException | java.io.UncheckedIOException changing) {
      return List.of();
    }
  }

  /// What was set aside: beside the state by the supervisor, or inside it by the corpus stream,
  /// which mends its own.
  private static List<Path> aside(Path state) throws IOException {
    try (Stream<Path> found = Files.walk(state.getParent(), 2)) {
      return found
          .filter(file -> {
            String name = file.getFileName().toString();
            return name.startsWith(state.getFileName() + ".")
                || file.startsWith(state) && name.endsWith(".aside");
          })
          .toList();
    }
  }
}
