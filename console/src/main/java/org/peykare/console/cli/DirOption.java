package org.peykare.console.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.peykare.console.platform.Layout;
import org.peykare.console.platform.Operations;
import org.peykare.console.platform.Platform;
import org.peykare.console.rest.PlatformAccess;
import org.peykare.console.settings.Settings;
import org.peykare.formats.document.CatalogConfig;
import picocli.CommandLine.Option;

/// `--dir D`, which every command takes that works on an installation. `PEYKARE_DIR` in the
/// environment says which one is meant without it.
final class DirOption {
  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Working directory (default: ${DEFAULT-VALUE}).",
      defaultValue = "${env:PEYKARE_DIR:-peykare-data}")
  private Path dir = Path.of("peykare-data");

  Path path() {
    return dir.toAbsolutePath().normalize();
  }

  Layout layout() {
    return new Layout(path());
  }

  /// Where the documents table lies.
  CatalogConfig catalog() {
    return Platform.catalog(layout(), settings());
  }

  Settings settings() {
    return Settings.read(path(), System.getenv());
  }

  /// The settings with some of them given on the command line, by the names of their environment
  /// variables.
  Settings settings(Map<String, String> given) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(given);
    return Settings.read(path(), environment);
  }

  /// What can be asked of the platform of this directory, wherever it runs; the caller closes it.
  ///
  /// @param command what this process does, for others that find the directory held
  Operations operations(String command) {
    return PlatformAccess.open(layout(), settings(), command);
  }
}
