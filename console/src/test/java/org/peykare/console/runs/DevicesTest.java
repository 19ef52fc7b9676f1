package org.peykare.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DevicesTest {
  @Test
  void oneRunAtATimeWhereNoGpusAreKnown() {
    Devices devices = new Devices(0);
    assertThat(devices.take("a", "auto")).contains("auto");
    assertThat(devices.take("b", "auto")).isEmpty();
    assertThat(devices.take("c", "cpu")).isEmpty();
    devices.release("a");
    // In the order in which they asked.
    assertThat(devices.take("c", "cpu")).isEmpty();
    assertThat(devices.take("b", "auto")).contains("auto");
    assertThat(devices.others("c")).isEqualTo("b");
  }

  @Test
  void eachGpuHasOneRun() {
    Devices devices = new Devices(2);
    assertThat(devices.take("a", "auto")).contains("gpu0");
    assertThat(devices.take("b", "auto")).contains("gpu1");
    assertThat(devices.take("c", "auto")).isEmpty();
    assertThat(devices.take("d", "cpu")).contains("cpu");
    devices.release("a");
    assertThat(devices.take("e", "auto")).isEmpty();
    assertThat(devices.take("c", "auto")).contains("gpu0");
    assertThat(devices.take("c", "auto")).contains("gpu0");
  }

  @Test
  void whoAskedForAGpuIsNotPassedBy() {
    Devices devices = new Devices(2);
    assertThat(devices.take("a", "gpu1")).contains("gpu1");
    assertThat(devices.take("b", "gpu1")).isEmpty();
    assertThat(devices.take("c", "auto")).contains("gpu0");
    devices.release("a");
    assertThat(devices.take("d", "auto")).isEmpty();
    assertThat(devices.take("b", "gpu1")).contains("gpu1");
  }
}
