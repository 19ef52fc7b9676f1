package org.peykare.console.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.peykare.trainer.model.ModelShape;

class PlannerTest {
  private static final Planner PLANNER = new Planner(GpuSettings.unknown(), 32_000);

  private static PlanQuestion question(String json) {
    return PlanQuestion.CODEC.fromJson(json);
  }

  @Test
  void thePublishedRunAndTheIndustrialOneInToman() {
    PlanAnswer answer =
        PLANNER.answer(
            question(
                "{\"parameters\": 70000000000, \"text_bytes\": 10000000000000, \"gpu\": \"a100\","
                    + " \"gpus\": 6000, \"price\": 1.16, \"currency\": \"toman\", \"rate\": 50000}"));
    assertThat(answer.corpusTokens()).isEqualTo(2_000_000_000_000L);
    assertThat(answer.plan().days()).isCloseTo(12, within(0.1));
    assertThat(answer.plan().dollars()).isCloseTo(2e6, within(0.02e6));
    // A hundred billion toman; ten such runs are a thousand billion.
    assertThat(answer.cost()).isCloseTo(100e9, within(1e9));
    assertThat(answer.currency()).isEqualTo("toman");
    assertThat(answer.recipe()).isNull();
  }

  @Test
  void aPublishedRunIsAskedForByName() {
    PlanAnswer answer = PLANNER.answer(question("{\"run\": \"llama-2-70b\"}"));
    assertThat(answer.plan().gpus()).isEqualTo(6_000);
    assertThat(answer.plan().days()).isCloseTo(12, within(0.1));
    assertThat(answer.plan().dollars()).isCloseTo(2e6, within(0.02e6));
  }

  @Test
  void withoutAModelTheTextDecides() {
    PlanAnswer answer =
        PLANNER.answer(question("{\"text_bytes\": 100000000, \"gpu\": \"rtx4090\"}"));
    assertThat(answer.corpusTokens()).isEqualTo(20_000_000);
    assertThat(answer.model()).isEqualTo(ModelShape.presetNames().get(2));
    assertThat(answer.epochs()).isGreaterThan(50);
    assertThat(answer.recipe()).isNotNull();
    assertThat(answer.plan().tokens()).isEqualTo(20_000_000L * answer.epochs());
  }

  @Test
  void settingsStandInForWhatTheQuestionLeavesOut() {
    GpuSettings settings = new GpuSettings("h100", 2, 0.4, 2.5, "toman", 50_000);
    PlanAnswer answer =
        new Planner(settings, 32_000)
            .answer(question("{\"parameters\": 150000000, \"tokens\": 10000000000}"));
    // 6 · 150e6 · 10e9 operations, 989e12 · .4 a second on each of two: 3.16 hours; 15.80 dollars.
    assertThat(answer.plan().hours()).isCloseTo(3.15976, within(1e-4));
    assertThat(answer.cost()).isCloseTo(15.7988 * 50_000, within(100.0));
    // Another kind has neither the measured utilization nor the price.
    PlanAnswer other =
        new Planner(settings, 32_000)
            .answer(question("{\"preset\": \"large\", \"tokens\": 1000, \"gpu\": \"l4\"}"));
    assertThat(other.plan().utilization()).isEqualTo(0.28);
    assertThat(other.cost()).isNull();
  }

  @Test
  void aKindOfOnesOwnNeedsPeakAndMemory() {
    PlanAnswer answer =
        PLANNER.answer(
            question(
                "{\"preset\": \"large\", \"tokens\": 1000000, \"gpu\": \"own\","
                    + " \"peak_teraflops\": 50, \"memory_bytes\": 16000000000}"));
    assertThat(answer.plan().memoryBytes()).isEqualTo(16_000_000_000L);
    assertThatThrownBy(() ->
            PLANNER.answer(
                question(
                    "{\"preset\": \"large\", \"tokens\": 10, \"gpu\": \"own\", \"peak_teraflops\": 50}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give both its peak and its memory");
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThatThrownBy(() -> PLANNER.answer(question("{\"gpu\": \"h100\"}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give its tokens, its size or a snapshot");
    assertThatThrownBy(() -> PLANNER.answer(question("{\"tokens\": 5}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gpu.kind");
    assertThatThrownBy(() -> PLANNER.answer(question("{\"tokens\": 0, \"gpu\": \"h100\"}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid number of tokens: 0 (must be 1 or more)");
  }
}
