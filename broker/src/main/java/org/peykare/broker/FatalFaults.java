package org.peykare.broker;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Kafka does when a broker meets a fault it cannot get over: it ends the process, at once and
/// without a word. While a broker runs that stays so, with a word; a fault of a broker that is
/// already stopping must not take the rest of the process with it.
final class FatalFaults {
  private static final Logger LOG = LoggerFactory.getLogger(FatalFaults.class);
  private static final AtomicInteger RUNNING = new AtomicInteger();

  private FatalFaults() {}

  static void brokerRuns() {
    Exit.setExitProcedure(FatalFaults::end);
    Exit.setHaltProcedure(FatalFaults::end);
    RUNNING.incrementAndGet();
  }

  static void brokerStops() {
    RUNNING.decrementAndGet();
  }

  private static void end(int status, String message) {
    if (RUNNING.get() == 0) {
      LOG.debug("A stopping Kafka broker asked to end the process ({}): {}", status, message);
      return;
    }
    LOG.error(
        "The embedded Kafka broker met a fault it cannot get over ({}); the process ends. Its log"
            + " above says why: most often the disk is full or its folder was removed",
        message);
    Runtime.getRuntime().halt(status);
  }
}
