package org.peykare.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PolitenessTest {
  private static final long MILLI = 1_000_000;

  private final AtomicLong now = new AtomicLong(1_000 * MILLI);
  private final Politeness politeness = new Politeness(Duration.ofMillis(100), now::get);

  @Test
  void theDelayRunsFromTheEndOfAResponse() throws Exception {
    now.addAndGet(1_000 * MILLI);
    assertThat(politeness.reserve("a")).isZero();
    now.addAndGet(30 * MILLI);
    politeness.leave("a");
    now.addAndGet(40 * MILLI);

    assertThat(politeness.reserve("a")).isEqualTo(65 * MILLI);
    politeness.abandon("a");
    assertThat(politeness.reserve("b")).isZero();
  }

  @Test
  void afterAStartEveryHostIsLeftAloneForADelay() throws Exception {
    assertThat(politeness.reserve("a")).isEqualTo(105 * MILLI);
  }

  @Test
  void aHostsOwnDelayAndPauseCount() throws Exception {
    now.addAndGet(1_000 * MILLI);
    politeness.reserve("a");
    politeness.leave("a");
    politeness.setDelay("a", Duration.ofSeconds(2));
    assertThat(politeness.nextStart("a") - now.get()).isEqualTo(2_005 * MILLI);

    politeness.pause("a", Duration.ofSeconds(9));
    assertThat(politeness.reserve("a")).isEqualTo(9_000 * MILLI);
  }

  @Test
  void aHostThatIsOutCannotBeEnteredTwice() throws Exception {
    politeness.reserve("a");
    Thread second =
        Thread.ofVirtual()
            .start(() -> {
              try {
                politeness.reserve("a");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    politeness.leave("a");

    assertThat(second.join(Duration.ofSeconds(10))).isTrue();
  }
}
