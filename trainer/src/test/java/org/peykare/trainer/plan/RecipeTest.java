package org.peykare.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecipeTest {
  private static final int VOCABULARY = 32_000;

  @Test
  void aSmallCorpusGetsASmallModelAndManyEpochs() {
    // mini has 12,190,976 weights with 32,000 entries: 40 each are 487.6 million tokens; 20 million
    // tokens give them in 25 readings. small would want 1.1 billion: 56 readings. medium 58.8
    // million weights: 2.35 billion, 118 readings: too many.
    Recipe recipe = Recipe.of(20_000_000, VOCABULARY);
    assertThat(recipe.preset()).isEqualTo("small");
    assertThat(recipe.epochs()).isBetween(50, 60);
    assertThat(recipe.tokensPerParameter()).isCloseTo(40, within(1.0));
    assertThat(recipe.enough()).isEqualTo(Recipe.Enough.YES);
  }

  @Test
  void tooLittleTextIsSaidSo() {
    Recipe recipe = Recipe.of(100_000, VOCABULARY);
    assertThat(recipe.preset()).isEqualTo("tiny");
    assertThat(recipe.epochs()).isEqualTo(100);
    assertThat(recipe.enough()).isEqualTo(Recipe.Enough.NO);
    assertThat(Recipe.leastTokens("tiny", VOCABULARY)).isGreaterThan(100_000);
  }

  @Test
  void muchTextIsReadOnce() {
    Recipe recipe = Recipe.of(100_000_000_000L, VOCABULARY);
    assertThat(recipe.preset()).isEqualTo("large");
    assertThat(recipe.epochs()).isEqualTo(1);
  }

  @Test
  void whatIsEnoughForAModelIsEnough() {
    long least = Recipe.leastTokens("mini", VOCABULARY);
    assertThat(Recipe.of(least, VOCABULARY).preset()).isEqualTo("mini");
    assertThat(Recipe.of(least - 1, VOCABULARY).preset()).isEqualTo("tiny");
  }
}
