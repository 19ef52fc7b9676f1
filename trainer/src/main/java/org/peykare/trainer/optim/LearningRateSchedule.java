package org.peykare.trainer.optim;

/// The learning rate of every step.
///
/// @param shape what it does after the warm-up
/// @param peak greatest rate
/// @param steps number of steps in all
/// @param warmupSteps steps in which it rises in a straight line to the peak
/// @param decaySteps steps, at the end, in which a warm-up-stable-decay schedule falls
public record LearningRateSchedule(
    Schedule shape, double peak, int steps, int warmupSteps, int decaySteps) {

  /// A schedule whose warm-up and decay are shares of the steps.
  public static LearningRateSchedule of(
      Schedule shape, double peak, int steps, double warmup, double decay) {
    return new LearningRateSchedule(
        shape, peak, steps, (int) Math.round(warmup * steps), (int) Math.round(decay * steps));
  }

  /// The rate of the step after `done` steps; never 0 within the steps.
  public double rate(int done) {
    if (done < warmupSteps) {
      return peak * (done + 1) / (warmupSteps + 1);
    }
    return switch (shape) {
      case WARMUP_STABLE_DECAY -> {
        int from = steps - decaySteps;
        yield done < from ? peak : peak * (1 - Math.sqrt(progress(done, from)));
      }
      case COSINE -> peak * 0.5 * (1 + Math.cos(Math.PI * progress(done, warmupSteps)));
      case LINEAR -> peak * (1 - progress(done, warmupSteps));
    };
  }

  private double progress(int done, int from) {
    return Math.min(1, (done - from + 1.0) / (steps - from + 1.0));
  }
}
