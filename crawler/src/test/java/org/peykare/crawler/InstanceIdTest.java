package org.peykare.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceIdTest {
  @TempDir Path dir;

  @Test
  void eachStateFolderHasANameOfItsOwnThatLasts() {
    String name = InstanceId.in(dir.resolve("a"));

    assertThat(InstanceId.in(dir.resolve("a"))).isEqualTo(name);
    assertThat(InstanceId.in(dir.resolve("b"))).isNotEqualTo(name);
  }
}
