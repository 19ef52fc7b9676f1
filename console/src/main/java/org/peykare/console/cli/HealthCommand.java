package org.peykare.console.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.peykare.console.platform.DirectoryLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `peykare health`: whether the process of a working directory does its work.
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = {
      "Asks the process of this --dir whether it does its work.",
      "Exit code 0: it does; 1: it does not, and why; 2: nothing runs there."
    })
final class HealthCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;

  @Mixin private DirOption dir = new DirOption();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Ask there instead, such as http://127.0.0.1:8080/.")
  private @Nullable String url;

  @Override
  public Integer call() throws InterruptedException {
    String at = url == null ? announced() : url;
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      URI ready = URI.create(at.replaceAll("/+$", "") + "/ready");
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(ready).timeout(PATIENCE).build(), BodyHandlers.ofString());
      System.out.print(answer.body());
      return answer.statusCode() == OK ? 0 : 1;
    } catch (IOException e) {
      System.err.println("peykare: no answer from " + at + ": " + e);
      return 1;
    }
  }

  private String announced() {
    String health =
        DirectoryLock.holder(dir.path())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "Nothing runs on the working directory %s; start it: peykare up --dir %s"
                        .formatted(dir.path(), dir.path())))
            .health();
    if (health == null) {
      throw new IllegalArgumentException(
          "The process on the working directory %s says nothing of its health; it may be starting"
              .formatted(dir.path()));
    }
    return health;
  }
}
