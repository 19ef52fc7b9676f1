package org.peykare.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peykare.trainer.model.ModelShape;

class RecipeTest {
  private static final int VOCABULARY = 32_000;
  private static final List<String> PRESETS = ModelShape.presetNames();

  @Test
  void aSmallCorpusGetsASmallModelAndManyEpochs() {
    // The third preset has about 28 million weights with 32,000 entries: 40 each are 1.1 billion
    // tokens, 56 readings of 20 million. The fourth has 59,034,880: 2.4 billion, 118 readings: too
    // many.
    Recipe recipe = Recipe.of(20_000_000, VOCABULARY);
    assertThat(recipe.preset()).isEqualTo(PRESETS.get(2));
    assertThat(recipe.epochs()).isBetween(50, 60);
    assertThat(recipe.tokensPerParameter()).isCloseTo(40, within(1.0));
    assertThat(recipe.enough()).isEqualTo(Recipe.Enough.YES);
  }

  @Test
  void tooLittleTextIsSaidSo() {
    Recipe recipe = Recipe.of(100_000, VOCABULARY);
    assertThat(recipe.preset()).isEqualTo(PRESETS.getFirst());
    assertThat(recipe.epochs()).isEqualTo(100);
    assertThat(recipe.enough()).isEqualTo(Recipe.Enough.NO);
    assertThat(Recipe.leastTokens(PRESETS.getFirst(), VOCABULARY)).isGreaterThan(100_000);
  }

  @Test
  void muchTextIsReadOnce() {
    Recipe recipe = Recipe.of(100_000_000_000L, VOCABULARY);
    assertThat(recipe.preset()).isEqualTo(PRESETS.getLast());
    assertThat(recipe.epochs()).isEqualTo(1);
  }

  @Test
  void whatIsEnoughForAModelIsEnough() {
    long least = Recipe.leastTokens(PRESETS.get(1), VOCABULARY);
    assertThat(Recipe.of(least, VOCABULARY).preset()).isEqualTo(PRESETS.get(1));
    assertThat(Recipe.of(least - 1, VOCABULARY).preset()).isEqualTo(PRESETS.getFirst());
  }
}
