package org.peykare.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.peykare.trainer.model.ModelShape;
import org.peykare.trainer.optim.Schedule;

class PretrainingConfigTest {
  private static PretrainingConfig.Builder builder() {
    return PretrainingConfig.builder(Path.of("data"), Path.of("out"));
  }

  @Test
  void theDefaultsAreSound() {
    PretrainingConfig config = builder().build();
    assertThat(config.model()).isEqualTo(ModelShape.preset("tiny"));
    assertThat(config.schedule()).isEqualTo(Schedule.WARMUP_STABLE_DECAY);
    assertThat(config.maskRate()).isEqualTo(0.3);
    assertThat(config.device()).isEqualTo("auto");
  }

  @Test
  void namesEverythingThatIsOutOfRange() {
    assertThatThrownBy(() ->
            builder()
                .batchSize(0)
                .steps(-1)
                .learningRate(Double.NaN)
                .maskRate(1.5)
                .device("tpu")
                .sequenceLength(9000)
                .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batch-size must be 1..29826 at sequence-length 9000, was 0")
        .hasMessageContaining("steps must be >= 1, was -1")
        .hasMessageContaining("learning-rate must be")
        .hasMessageContaining("mask-rate must be 0.01..1.0, was 1.5")
        .hasMessageContaining("device must be auto, cpu, gpu or gpuN, was tpu")
        .hasMessageContaining("max_position_embeddings 8192, was 9000");
  }

  @Test
  void aBatchThatNoArrayHoldsIsRefused() {
    assertThatThrownBy(() -> builder().sequenceLength(256).batchSize(1_000_000_000).build())
        .hasMessageContaining(
            "batch-size must be 1..1048576 at sequence-length 256, was 1000000000");
  }

  @Test
  void namesThePresetsWhenOneIsUnknown() {
    assertThatThrownBy(() -> builder().preset("huge"))
        .hasMessageContaining("Unknown model preset: huge (must be one of [tiny, 17M, 32M,");
    assertThat(ModelShape.presetNames()).first().isEqualTo("tiny");
  }

  @Test
  void refusesAModelThatCannotBe() {
    assertThatThrownBy(() -> ModelShape.of(100, 0, 2, 3))
        .hasMessageContaining("intermediate_size must be >= 1, was 0");
    assertThatThrownBy(() -> ModelShape.of(100, 10, 2, 3))
        .hasMessageContaining("hidden_size must be a multiple of 2 * num_attention_heads = 6");
  }
}
