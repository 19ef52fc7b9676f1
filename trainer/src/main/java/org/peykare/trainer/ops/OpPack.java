package org.peykare.trainer.ops;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The one door to native computing: the methods of `op_pack.py`, called with NDArrays.
///
/// The pack has no state. Results belong to the manager given with each call, so that closing a
/// step's manager frees everything the step made. Gradients flow through every method while
/// [#record] is in effect on the calling thread.
public final class OpPack implements AutoCloseable {
  private static final String RELEASE = "release";

  /// Smaller blocks cost more in calls than they save in scores.
  private static final int LEAST_BLOCK = 64;

  private final ComputeDevice device;
  private final NDManager base;
  private final NDManager constants;
  private final PtSymbolBlock block;
  private final boolean fused;
  private final boolean kernel;
  private long nanosInside;

  /// A number format's code in TorchScript.
  private static int code(Precision precision) {
    return switch (precision) {
      case FP32 -> 6;
      case BF16 -> 15;
    };
  }

  /// Settings that stay the same through a model, ready to be passed to the pack.
  ///
  /// @param values heads, norm epsilon and type code, on the processor
  public record LayerSettings(NDArray values, Precision precision) {}

  /// Loads the pack on `device`, checks the native library and prepares the calling thread, which
  /// must be the one that computes.
  ///
  /// @throws IllegalStateException when the native library cannot be used
  public OpPack(ComputeDevice device) {
    this.device = device;
    prepareThread();
    base = NativeEngine.start().newBaseManager(device.device());
    constants = NativeEngine.start().newBaseManager(Device.cpu());
    // What fails here is not called again, not even to free its memory: a glue library built for
    // another version crashes there, and the reason would be lost.
    SelfTest.arrays(base);
    block = load((PtNDManager) base);
    SelfTest.gradient(this);
    fused = SelfTest.hasFusedAdamW(this);
    kernel = device.device().isGpu() && SelfTest.hasAttentionKernel(this);
  }

  private static PtSymbolBlock load(PtNDManager manager) {
    try {
      Path archive = ScriptArchive.write();
      try {
        return JniUtils.loadModule(manager, archive, true, new String[0], new String[0], true);
      } finally {
        Files.deleteIfExists(archive);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the op pack to the temporary folder", e);
    }
  }

  /// Prepares the calling thread for computing without gradients, as the constructor did for its
  /// own: some of the native library's switches belong to a thread.
  public void prepareThread() {
    NativeEngine.prepareThread(device.threads());
  }

  /// Time spent in the native library so far, by the one thread that computes.
  public long nanosInside() {
    return nanosInside;
  }

  /// Library, version, device and threads, for people.
  public String describe() {
    return "PyTorch %s on %s, %d threads"
        .formatted(NativeEngine.start().getVersion(), device.name(), JniUtils.getNumThreads());
  }

  /// A manager on the pack's device, for arrays that outlive a step. Close it when done.
  public NDManager newManager() {
    return base.newSubManager();
  }

  /// Settings for the layers of one model; they live as long as the pack.
  public LayerSettings layerSettings(int heads, double eps, Precision precision) {
    return new LayerSettings(settings(constants, heads, eps, code(precision)), precision);
  }

  /// Rotary angles of tokens at `positions` [T] of their documents, for heads of `width`.
  public NDArray rope(NDManager manager, NDArray positions, double theta, int width) {
    try (NDManager local = constants.newSubManager()) {
      return call(manager, "rope", positions, settings(local, theta, width));
    }
  }

  /// Who attends to whom in a batch of packed documents, in the form that one way of computing it
  /// wants.
  ///
  /// @param layout what that way needs to know of the documents
  /// @param plan its number, the radius and the longest document, on the processor
  public record Attention(NDArray layout, NDArray plan) {}

  /// Each document on its own: without a mask, without padding.
  ///
  /// @param lengths of the documents, in order
  public Attention documents(NDManager manager, long[] lengths) {
    NDArray layout = constants.create(lengths);
    layout.attach(manager);
    return new Attention(layout, plan(manager, 0, -1, 0));
  }

  /// Blocks of tokens, each with what lies `radius` to its sides: the cost of a window does not
  /// grow with the length of a sequence.
  ///
  /// @param documents [T], a number per document
  public Attention blocks(NDManager manager, NDArray documents, int radius, Precision precision) {
    int block = Math.max(radius, LEAST_BLOCK);
    try (NDManager local = constants.newSubManager()) {
      NDArray settings = settings(local, radius, block, code(precision));
      NDArray mask = call(manager, "block_mask", documents, settings);
      return new Attention(mask, plan(manager, 1, radius, 0));
    }
  }

  /// The GPU's kernel for documents of any length, with a window if `radius` is not negative.
  ///
  /// @param borders first token of each document, and the number of all tokens
  public Attention kernel(NDManager manager, int[] borders, int radius, long longest) {
    return new Attention(manager.create(borders), plan(manager, 2, radius, longest));
  }

  private NDArray plan(NDManager manager, double kind, double radius, double longest) {
    NDArray plan = settings(constants, kind, radius, longest);
    plan.attach(manager);
    return plan;
  }

  /// Whether [#kernel] can be used with `precision` here.
  public boolean hasKernel(Precision precision) {
    return kernel && precision == Precision.BF16;
  }

  /// Attention alone: [T, h, width] from queries, keys and values of that shape.
  NDArray mix(NDManager manager, NDArray q, NDArray k, NDArray v, Attention attention) {
    return call(manager, "mix", q, k, v, attention.layout(), attention.plan());
  }

  /// As [#mix], with queries, keys and values rounded to 16 bits.
  NDArray mixRounded(NDManager manager, NDArray q, NDArray k, NDArray v, Attention attention) {
    return call(manager, "mix_rounded", q, k, v, attention.layout(), attention.plan());
  }

  NDArray blockMask(NDManager manager, NDArray documents, int radius, int block) {
    try (NDManager local = constants.newSubManager()) {
      return call(
          manager, "block_mask", documents, settings(local, radius, block, code(Precision.FP32)));
    }
  }

  /// Normed embeddings of `ids` [T].
  public NDArray embed(
      NDManager manager, NDArray ids, NDArray table, NDArray norm, LayerSettings settings) {
    return call(manager, "embed", ids, table, norm, settings.values());
  }

  /// One encoder layer.
  ///
  /// @param weights attn_norm (absent in the first layer), Wqkv, Wo, mlp_norm, Wi, mlp.Wo
  public NDArray layer(
      NDManager manager,
      NDArray x,
      List<NDArray> weights,
      NDArray rope,
      Attention attention,
      LayerSettings settings) {
    Object[] arguments = new Object[weights.size() + 5];
    arguments[0] = x;
    for (int i = 0; i < weights.size(); i++) {
      arguments[i + 1] = weights.get(i);
    }
    arguments[weights.size() + 1] = rope;
    arguments[weights.size() + 2] = attention.layout();
    arguments[weights.size() + 3] = attention.plan();
    arguments[weights.size() + 4] = settings.values();
    return call(manager, weights.size() == 5 ? "first_layer" : "layer", arguments);
  }

  /// Scores of every token id at `positions` of the tokens [T, d].
  ///
  /// @param weights final_norm, head.dense, head.norm, the tied table, decoder.bias
  public NDArray logits(
      NDManager manager,
      NDArray x,
      NDArray positions,
      List<NDArray> weights,
      LayerSettings settings) {
    return call(
        manager,
        "logits",
        x,
        positions,
        weights.get(0),
        weights.get(1),
        weights.get(2),
        weights.get(3),
        weights.get(4),
        settings.values());
  }

  /// Natural logarithms of the probabilities behind `logits` [N, V].
  public NDArray logProbabilities(NDManager manager, NDArray logits) {
    return call(manager, "log_probabilities", logits);
  }

  /// Sum of `weights` [N] times the negative log-likelihoods of `targets` [N], in nats, divided by
  /// `normalizer`.
  public NDArray loss(
      NDManager manager, NDArray logits, NDArray targets, NDArray weights, double normalizer) {
    try (NDManager local = constants.newSubManager()) {
      return call(manager, "loss", logits, targets, weights, settings(local, normalizer));
    }
  }

  /// Sum of `weights` times the negative log-likelihoods of `targets`, and how many of the targets
  /// score highest.
  public double[] tally(NDManager manager, NDArray logits, NDArray targets, NDArray weights) {
    return call(manager, "tally", logits, targets, weights).toDoubleArray();
  }

  /// Scales `gradients` in place to a global norm of at most `limit` (0: leaves them); gives the
  /// norm before that.
  public NDArray clip(NDManager manager, List<NDArray> gradients, double limit) {
    try (NDManager local = constants.newSubManager()) {
      return call(manager, "clip", gradients, settings(local, limit));
    }
  }

  /// The gradients of `weights`, all zero. The native side adds to the same arrays at each step;
  /// ask for them once, as each further handle would leak.
  public List<NDArray> gradients(List<NDArray> weights) {
    try (NDManager manager = newManager();
        Recording recording = record()) {
      recording.backward(call(manager, "nothing", weights));
    }
    return weights.stream().map(NDArray::getGradient).toList();
  }

  /// Copies the values of `sources` into `targets`, which may need gradients.
  public void copy(NDManager manager, List<NDArray> targets, List<NDArray> sources) {
    call(manager, "copy", targets, sources);
  }

  /// Gives memory that the native library keeps for later back to the GPU.
  public void freeCache() {
    if (device.device().isGpu()) {
      JniUtils.emptyCudaCache();
    }
  }

  /// The global norm of `arrays`; not a number if one of their values is none.
  public double norm(NDManager manager, List<NDArray> arrays) {
    return clip(manager, arrays, 0).getFloat();
  }

  /// Zeroes `gradients`.
  public void forget(NDManager manager, List<NDArray> gradients) {
    call(manager, "forget", gradients);
  }

  /// What AdamW does with a weight whose gradient is far above what its second moment knows.
  public enum UpdateRule {
    /// Nothing.
    PLAIN,
    /// Divides its rate by the root mean square of gradient / √(second moment), if above 1.
    STABLE
  }

  /// One step of AdamW with decoupled weight decay, in place; the gradients are zeroed.
  ///
  /// @param steps one counter per weight
  public void adamW(
      NDManager manager,
      UpdateRule rule,
      List<NDArray> weights,
      List<NDArray> gradients,
      List<NDArray> means,
      List<NDArray> squares,
      List<NDArray> steps,
      AdamWSettings settings) {
    String plain = fused ? "fused_adamw" : "plain_adamw";
    adamW(
        manager,
        rule == UpdateRule.STABLE ? "stable_adamw" : plain,
        List.of(weights, gradients, means, squares, steps),
        settings);
  }

  void adamW(NDManager manager, String method, List<List<NDArray>> arrays, AdamWSettings settings) {
    try (NDManager local = constants.newSubManager()) {
      NDArray values =
          settings(
              local,
              settings.rate(),
              settings.beta1(),
              settings.beta2(),
              settings.epsilon(),
              settings.weightDecay());
      call(
          manager,
          method,
          arrays.get(0),
          arrays.get(1),
          arrays.get(2),
          arrays.get(3),
          arrays.get(4),
          values);
    }
  }

  /// Numbers of one AdamW step.
  public record AdamWSettings(
      double rate, double beta1, double beta2, double epsilon, double weightDecay) {}

  /// Starts recording for gradients on this thread, until closed.
  public Recording record() {
    JniUtils.setGradMode(true);
    return new Recording();
  }

  /// Gradients are recorded until this is closed.
  public final class Recording implements AutoCloseable {
    private Recording() {}

    /// Adds the gradients of `loss`, a scalar, to those of every weight it depends on.
    public void backward(NDArray loss) {
      try (NDArray one = loss.getManager().ones(loss.getShape(), loss.getDataType())) {
        backward(loss, one);
      }
    }

    /// As [#backward(NDArray)] for the scalar product of `output` and `direction`.
    public void backward(NDArray output, NDArray direction) {
      long start = System.nanoTime();
      JniUtils.backward((PtNDArray) output, (PtNDArray) direction, false, false);
      nanosInside += System.nanoTime() - start;
    }

    @Override
    public void close() {
      JniUtils.setGradMode(false);
    }
  }

  NDArray cubes(NDManager manager, NDArray x) {
    return call(manager, "cubes", x);
  }

  private static NDArray settings(NDManager manager, double... values) {
    return manager.create(values);
  }

  /// Calls a method; each argument is an NDArray or a list of them. The first array names the
  /// method and carries the manager that the result belongs to.
  private NDArray call(NDManager manager, String method, Object... arguments) {
    NDList inputs = new NDList();
    NDArray tag = manager.create(0f);
    tag.setName("module_method:" + method);
    inputs.add(tag);
    for (int i = 0; i < arguments.length; i++) {
      add(inputs, arguments[i], i);
    }
    long start = System.nanoTime();
    try {
      return IValueUtils.forward(block, inputs, true).singletonOrThrow();
    } catch (EngineException e) {
      release(manager, method, inputs);
      throw e;
    } finally {
      nanosInside += System.nanoTime() - start;
      // A list is told by its arrays' names, which must not linger: the same arrays are also
      // passed singly.
      for (NDArray array : inputs) {
        array.setName(null);
      }
      tag.close();
    }
  }

  /// When a call fails DJL keeps what went into it for ever, and with it all it was computed from:
  /// a want of memory would stay one. So the arrays of the step, which is over, are emptied.
  private void release(NDManager manager, String method, NDList inputs) {
    List<NDArray> computed =
        inputs.stream().skip(1).filter(array -> array.getManager() == manager).toList();
    if (!computed.isEmpty() && !method.equals(RELEASE)) {
      call(manager, RELEASE, computed);
    }
  }

  private static void add(NDList inputs, Object argument, int index) {
    if (argument instanceof NDArray array) {
      inputs.add(array);
    } else if (argument instanceof List<?> list) {
      for (Object element : list) {
        NDArray array = (NDArray) element;
        array.setName("list" + index + "[]");
        inputs.add(array);
      }
    }
  }

  @Override
  public void close() {
    block.close();
    constants.close();
    base.close();
  }
}
