package org.peykare.trainer.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpPackTest {
  @Test
  void loadsAndPassesItsSelfTest() {
    try (var pack = new OpPack(ComputeDevice.of("auto", 1))) {
      assertThat(SelfTest.hasFusedAdamW(pack)).isTrue();
    }
  }
}
