package org.peykare.console.node;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/// Waits for an outside Kafka when a process starts: in a cluster of containers nobody starts in
/// order.
///
/// @param stopped whether the process was told to end
/// @param tell is told, now and then, what is waited for and why
public record Patience(BooleanSupplier stopped, Consumer<String> tell) {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final long TELL_NANOS = 10_000_000_000L;

  /// Returns when Kafka answers at `bootstrapServers`.
  ///
  /// @throws CancellationException when the process was told to end
  void await(String bootstrapServers) {
    long told = System.nanoTime() - TELL_NANOS;
    while (true) {
      if (stopped.getAsBoolean()) {
        throw new CancellationException("The process was told to end");
      }
      String reason = unreachable(bootstrapServers);
      if (reason.isEmpty()) {
        return;
      }
      if (System.nanoTime() - told >= TELL_NANOS) {
        told = System.nanoTime();
        tell.accept(
            "Waiting for Kafka at %s (kafka.bootstrap-servers): %s"
                .formatted(bootstrapServers, reason));
      }
      try {
        Thread.sleep(AGAIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("The process was told to end");
      }
    }
  }

  private static String unreachable(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "request.timeout.ms",
            (int) ANSWER.toMillis(),
            "default.api.timeout.ms",
            (int) ANSWER.toMillis());
    try (Admin admin = Admin.create(settings)) {
      admin.describeCluster().clusterId().get();
      return "";
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause());
    } catch (KafkaException e) {
      // A name that does not resolve yet.
      return String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
