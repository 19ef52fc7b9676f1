package org.peykare.console.runs;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.peykare.trainer.journal.DeviceRates;

/// The command line of a training process: this JVM, its class path, and those of its flags that
/// make sense in another process.
final class ChildCommand {
  private static final List<String> KEPT =
      List.of("-D", "--enable-native-access", "--sun-misc-unsafe-memory-access", "--add-");

  private ChildCommand() {}

  static List<String> of(
      TrainerConfig config, Path dataset, Path output, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> KEPT.stream().anyMatch(flag::startsWith))
        .forEach(command::add);
    if (config.heapBytes() > 0) {
      command.add("-Xmx" + config.heapBytes());
    }
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + output.resolve("crash-%p.log"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(TrainingChild.class.getName());
    command.add(dataset.toString());
    command.add(output.toString());
    command.add(Long.toString(config.keepFreeBytes()));
    command.add(DeviceRates.CODEC.toJson(config.rates()));
    new TreeMap<>(settings).forEach((key, value) -> command.add(key + "=" + value));
    return command;
  }
}
