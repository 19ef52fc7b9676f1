package org.peykare.trainer.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.peykare.trainer.model.WeightSpec;
import org.peykare.trainer.model.Weights;
import org.peykare.trainer.ops.NativeCopy;
import org.peykare.trainer.ops.OpPack;

/// AdamW with decoupled weight decay (Loshchilov and Hutter 2019), or StableAdamW (Wortsman et al.
/// 2023), on 32-bit weights. Matrices decay; norms and biases do not.
public final class AdamW {
  private static final String MEAN = "mean.";
  private static final String SQUARE = "square.";

  private final OpPack pack;
  private final Settings settings;
  private final List<String> names = new ArrayList<>();
  private final List<NDArray> means = new ArrayList<>();
  private final List<NDArray> squares = new ArrayList<>();
  private final Group decaying = new Group();
  private final Group constant = new Group();
  private final List<NDArray> weights;

  /// @param clip greatest global gradient norm; 0 for no clipping
  public record Settings(
      Optimizer optimizer,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      double clip) {}

  /// An optimizer that has made no step.
  public AdamW(OpPack pack, NDManager manager, Weights weights, Settings settings) {
    this(pack, manager, weights, settings, 0, null);
  }

  /// An optimizer that has made `steps` steps and goes on from the given moments.
  public static AdamW resumed(
      OpPack pack,
      NDManager manager,
      Weights weights,
      Settings settings,
      int steps,
      Function<String, ByteBuffer> moments) {
    return new AdamW(pack, manager, weights, settings, steps, moments);
  }

  private AdamW(
      OpPack pack,
      NDManager manager,
      Weights weights,
      Settings settings,
      int steps,
      @Nullable Function<String, ByteBuffer> moments) {
    this.pack = pack;
    this.settings = settings;
    this.weights = weights.arrays();
    for (int i = 0; i < weights.specs().size(); i++) {
      WeightSpec spec = weights.specs().get(i);
      names.add(spec.name());
      means.add(moment(manager, spec, MEAN, moments));
      squares.add(moment(manager, spec, SQUARE, moments));
      (spec.decays() ? decaying : constant).add(i, NativeCopy.of(manager, new float[] {steps}));
    }
  }

  private static NDArray moment(
      NDManager manager,
      WeightSpec spec,
      String kind,
      @Nullable Function<String, ByteBuffer> moments) {
    return moments == null
        ? manager.zeros(new Shape(spec.shape()))
        : NativeCopy.of(manager, moments.apply(kind + spec.name()), spec.shape());
  }

  /// Clips the gradients and gives their global norm before that.
  public double clip(NDManager manager, List<NDArray> gradients) {
    return pack.clip(manager, gradients, settings.clip()).getFloat();
  }

  /// Makes one step and zeroes the gradients.
  public void step(NDManager manager, List<NDArray> gradients, double rate) {
    decaying.step(manager, gradients, rate, settings.weightDecay());
    constant.step(manager, gradients, rate, 0);
  }

  /// Goes back to where `others` is, an optimizer of the same model.
  public void copy(AdamW others) {
    try (NDManager manager = pack.newManager()) {
      pack.copy(manager, means, others.means);
      pack.copy(manager, squares, others.squares);
      decaying.copy(manager, others.decaying);
      constant.copy(manager, others.constant);
    }
  }

  /// The moments by name, to be written down.
  public Map<String, NDArray> moments() {
    Map<String, NDArray> moments = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      moments.put(MEAN + names.get(i), means.get(i));
      moments.put(SQUARE + names.get(i), squares.get(i));
    }
    return moments;
  }

  /// Weights with the same decay, by index.
  private final class Group {
    private final List<Integer> indices = new ArrayList<>();
    private final List<NDArray> steps = new ArrayList<>();

    void add(int index, NDArray step) {
      indices.add(index);
      steps.add(step);
    }

    void step(NDManager manager, List<NDArray> gradients, double rate, double decay) {
      if (indices.isEmpty()) {
        return;
      }
      pack.adamW(
          manager,
          rule(),
          select(weights),
          select(gradients),
          select(means),
          select(squares),
          steps,
          new OpPack.AdamWSettings(
              rate, settings.beta1(), settings.beta2(), settings.epsilon(), decay));
    }

    void copy(NDManager manager, Group others) {
      if (!steps.isEmpty()) {
        pack.copy(manager, steps, others.steps);
      }
    }

    private OpPack.UpdateRule rule() {
      return switch (settings.optimizer()) {
        case ADAMW -> OpPack.UpdateRule.PLAIN;
        case STABLE_ADAMW -> OpPack.UpdateRule.STABLE;
      };
    }

    private List<NDArray> select(List<NDArray> arrays) {
      return indices.stream().map(arrays::get).toList();
    }
  }
}
