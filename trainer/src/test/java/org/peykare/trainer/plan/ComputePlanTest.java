package org.peykare.trainer.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peykare.trainer.model.ModelShape;

/// The figures here are worked out by hand, or those of the facts that the formula came with.
class ComputePlanTest {
  private static final int MODERNBERT_VOCABULARY = 50_368;
  private static final double GIGA = 1e9;

  /// Of the preset with this width.
  private static ModelSize.Encoder encoder(int width, int vocabulary) {
    return new ModelSize.Encoder(shape(width), vocabulary, 1024, 0.3);
  }

  private static ModelShape shape(int width) {
    return ModelShape.presetNames().stream()
        .map(ModelShape::preset)
        .filter(shape -> shape.hiddenSize() == width)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "256, 50368, .058",
    "512, 50368, .354",
    "768, 32000, .80",
    "768, 50368, .825",
    "1024, 50368, 2.31"
  })
  void operationsPerTokenAreThoseOfTheFormula(int width, int vocabulary, double giga) {
    assertThat(encoder(width, vocabulary).flopsPerToken() / GIGA).isCloseTo(giga, within(0.005));
  }

  @Test
  void operationsPerTokenWorkedOutByHand() {
    // d 768, f 1152, 22 layers: body 22 · (4·768² + 3·768·1152) = 110,297,088; head 768² and
    // decoder 32000·768 at .3: .3 · 25,165,824 = 7,549,747.2; layers 0, 3 … 21 see 1024 tokens, the
    // other 14 see 128: 9,984.
    double byHand = 6 * (110_297_088 + 7_549_747.2) + 12.0 * 768 * 9_984;
    assertThat(encoder(768, 32_000).flopsPerToken()).isCloseTo(byHand, within(1.0));
  }

  @Test
  void aShortSequenceIsSeenByLocalLayersAsAWhole() {
    ModelSize shortOnes = new ModelSize.Encoder(shape(768), 32_000, 64, 0.3);
    double byHand = 6 * (110_297_088 + 7_549_747.2) + 12.0 * 768 * 22 * 64;
    assertThat(shortOnes.flopsPerToken()).isCloseTo(byHand, within(1.0));
  }

  @Test
  void thePublishedRunOfSeventyBillionWeightsComesOutRight() {
    Hardware hardware = new Hardware(Accelerator.named("a100"), 6_000, null, null, 1.16);
    ComputePlan plan =
        ComputePlan.of(new ModelSize.Parameters(70_000_000_000L), 2_000_000_000_000L, 1, hardware);
    // 6 · 70e9 · 2e12; by 6,000 · 312e12 · .43 it is 1,043,530 s.
    assertThat(plan.flops()).isCloseTo(8.4e23, within(1e15));
    assertThat(plan.days()).isCloseTo(12.08, within(0.01));
    assertThat(plan.gpuHours()).isCloseTo(1_739_217, within(1.0));
    double dollars = requireNonNull(plan.dollars());
    assertThat(dollars).isCloseTo(2.0175e6, within(100.0));
    // Ten times that, at 50,000 toman to the dollar: a thousand billion toman.
    assertThat(10 * dollars * 50_000).isCloseTo(1e12, within(0.01e12));
    assertThat(plan.halfPrecisionBytes()).isEqualTo(140_000_000_000L);
    assertThat(plan.like()).isEqualTo(PublicRun.LLAMA_2_70B);
    assertThat(plan.likeGpuHours()).isCloseTo(plan.gpuHours(), within(1e-6));
    assertThat(plan.fit()).isEqualTo(MemoryNeed.Fit.FITS_SHARDED);
  }

  @Test
  void hoursAndCostOfABaseModelWorkedOutByHand() {
    ModelSize model = new ModelSize.Parameters(150_000_000);
    Hardware hardware = new Hardware(Accelerator.named("h100"), 2, 0.4, null, 2.5);
    // 6 · 150e6 · 10e9 = 9e18; one GPU 989e12 · .4: 22,750.25 s = 6.3195 h.
    ComputePlan plan = ComputePlan.of(model, 10_000_000_000L, 1, hardware);
    assertThat(plan.gpuHours()).isCloseTo(6.31952, within(1e-4));
    assertThat(plan.hours()).isCloseTo(3.15976, within(1e-4));
    assertThat(plan.dollars()).isCloseTo(15.7988, within(1e-3));
    // 16 bytes a weight.
    assertThat(plan.memory().state()).isEqualTo(2_400_000_000L);
    assertThat(plan.fit()).isEqualTo(MemoryNeed.Fit.FITS);
  }

  @Test
  void aMeasuredSpeedCountsMoreThanTheTable() {
    ModelSize model = encoder(768, 50_368);
    Hardware measured = new Hardware(Accelerator.named("h100"), 1, 0.9, 295_000.0, null);
    ComputePlan plan = ComputePlan.of(model, 295_000L * 3600 * 10, 32, measured);
    assertThat(plan.hours()).isCloseTo(10, within(1e-9));
    assertThat(plan.tokensPerSecond()).isCloseTo(295_000, within(1e-6));
    assertThat(plan.utilization()).isBetween(0.24, 0.25);
  }

  @Test
  void activationsWorkedOutByHandGrowWithTheBatch() {
    // 22 layers · (8·768 + 4·1152) values of 2 bytes, and .3 · 32000 · 3 values of 4 bytes, a
    // token.
    long perToken = 22 * (8 * 768 + 4 * 1152) * 2 + 9_600 * 12;
    MemoryNeed one = MemoryNeed.of(encoder(768, 32_000), 1, 2);
    assertThat(one.activations()).isEqualTo(1024L * perToken);
    assertThat(MemoryNeed.of(encoder(768, 32_000), 32, 2).activations())
        .isEqualTo(32 * 1024L * perToken);
    assertThat(MemoryNeed.of(encoder(768, 32_000), 4096, 2).fit(Accelerator.named("l4"), 1))
        .isEqualTo(MemoryNeed.Fit.TOO_LARGE);
  }

  @Test
  void alikeSizedRunIsTheNearestWithHours() {
    ComputePlan plan =
        ComputePlan.of(encoder(768, 32_000), 1_000_000, 1, Hardware.of(Accelerator.named("h100")));
    assertThat(plan.like().name()).isEqualTo("mosaicbert-base");
    assertThat(plan.likeGpuHours()).isCloseTo(plan.gpuHours() * 989 / 312, within(1e-9));
    assertThat(plan.like().gpuHours()).isCloseTo(9.04, within(1e-9));
  }

  @Test
  void impossibleHardwareIsRefusedWithItsRange() {
    Accelerator kind = Accelerator.named("l4");
    assertThatThrownBy(() -> Accelerator.named("abacus"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("abacus")
        .hasMessageContaining("h200, h100, a100, rtx4090, l4");
    assertThatThrownBy(() -> new Hardware(kind, 0, null, null, null))
        .hasMessage("Invalid number of GPUs: 0 (must be 1 or more)");
    assertThatThrownBy(() -> new Hardware(kind, 1, 1.5, null, null))
        .hasMessage("Invalid utilization: 1.5 (must be above 0 up to 1)");
    assertThatThrownBy(() -> new Hardware(kind, 1, null, 0.0, null))
        .hasMessageContaining("Invalid tokens per second: 0.0");
  }
}
