package org.peykare.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.peykare.console.Main;
import org.peykare.console.settings.Settings;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Keeps `Dockerfile` and `docker-compose.yml` true to the program, without a container engine.
class ContainersTest {
  private static final Path ROOT = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
  private static final Pattern SECRET = Pattern.compile("PASSWORD|TOKEN|SECRET|KEY");

  private final String dockerfile;
  private final String compose;
  private final Map<String, Map<String, Object>> services;

  ContainersTest() throws IOException {
    dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
    compose = Files.readString(ROOT.resolve("docker-compose.yml"));
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    Map<String, Map<String, Map<String, Object>>> file =
        new Yaml(new SafeConstructor(strict)).load(compose);
    services = Objects.requireNonNull(file.get("services"));
  }

  @Test
  void theComposeFileHasEveryPartOfThePlatform() {
    assertThat(services)
        .containsOnlyKeys(
            "kafka", "broker", "catalog", "crawler", "corpus", "trainer", "trainer-gpu", "console");
  }

  @Test
  void everyServiceOfOursRunsACommandThatIsThere() {
    services.forEach((name, service) -> {
      if (isOurs(service)) {
        assertThat(service).as(name).containsKey("command");
        List<?> command = (List<?>) Objects.requireNonNull(service.get("command"));
        String[] args = command.stream().map(Object::toString).toArray(String[]::new);
        assertThat(PeykareCommand.commandLine().parseArgs(args).hasSubcommand()).as(name).isTrue();
      }
    });
    assertThat(dockerfile).contains(" " + Main.class.getName() + " ");
  }

  @Test
  void everyVariableThatIsSetIsASetting() {
    services.forEach((name, service) ->
        assertThat(environment(service).keySet().stream().filter(v -> v.startsWith("PEYKARE_")))
            .as(name)
            .allSatisfy(variable -> assertThat(Settings.environmentNames()).contains(variable)));
  }

  @Test
  void noSecretStandsInTheFiles() {
    services.forEach((name, service) ->
        environment(service)
            .forEach((variable, value) -> {
              if (SECRET.matcher(variable).find()) {
                assertThat(value).as(name + ": " + variable).matches("\\$\\{[A-Z_]+:\\?[^}]+}");
              }
            }));
    assertThat(compose + dockerfile).doesNotContainPattern("(?i)[0-9a-f]{16,}");
  }

  @Test
  void everyServiceComesBackIsBoundedAndStopsInOrder() {
    services.forEach((name, service) -> {
      assertThat(service).as(name).containsKeys("mem_limit", "stop_grace_period", "logging");
      assertThat(service).as(name).containsEntry("restart", "unless-stopped");
    });
  }

  @Test
  void theConsoleIsPublishedOnLoopbackAlone() {
    services.forEach((name, service) ->
        assertThat((List<?>) service.getOrDefault("ports", List.of()))
            .as(name)
            .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:")));
  }

  @Test
  void theImageIsBuiltFromEveryModule() throws IOException {
    List<String> modules = new ArrayList<>();
    Pattern.compile("<module>(\\w+)</module>")
        .matcher(Files.readString(ROOT.resolve("pom.xml")))
        .results()
        .map(found -> found.group(1))
        .forEach(modules::add);
    assertThat(modules)
        .isNotEmpty()
        .allSatisfy(module ->
            assertThat(dockerfile).contains("COPY %s/pom.xml %s/".formatted(module, module)));
  }

  @Test
  void noProgramOfTheImageRunsAsRoot() {
    List<String> users =
        Pattern.compile("(?m)^USER (\\S+)$")
            .matcher(dockerfile)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(users).containsExactly("10001:10001");
  }

  private static boolean isOurs(Map<String, Object> service) {
    return service.containsKey("build");
  }

  private static Map<String, String> environment(Map<String, Object> service) {
    Map<String, String> environment = new TreeMap<>();
    ((Map<?, ?>) service.getOrDefault("environment", Map.of()))
        .forEach((name, value) -> environment.put(name.toString(), String.valueOf(value)));
    return environment;
  }
}
