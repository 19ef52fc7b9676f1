package org.peykare.trainer.loop;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Locale;
import java.util.function.ObjIntConsumer;
import org.peykare.trainer.data.Masked;
import org.peykare.trainer.model.MaskedLanguageModel;
import org.peykare.trainer.model.Recompute;
import org.peykare.trainer.ops.OpPack;

/// Forward and backward through one batch, in parts of some sequences whose gradients add up to
/// those of the whole batch. Where the memory does not hold a part the parts are halved.
final class GradientPass {
  private final OpPack pack;
  private final MaskedLanguageModel model;
  private final Recompute recompute;
  private final List<NDArray> gradients;
  private int microBatch;

  /// A pass with parts of `microBatch` sequences; 0 for the whole batch at once.
  GradientPass(OpPack pack, MaskedLanguageModel model, Recompute recompute, int microBatch) {
    this.pack = pack;
    this.model = model;
    this.recompute = recompute;
    this.microBatch = microBatch;
    gradients = pack.gradients(model.weights().arrays());
  }

  /// The gradients, in the order of the weights.
  List<NDArray> gradients() {
    return gradients;
  }

  int microBatch() {
    return microBatch;
  }

  void microBatch(int rows) {
    microBatch = rows;
  }

  /// Adds the gradients of `masked` and gives its loss.
  ///
  /// @param halved told of the problem and of the new size when parts became smaller
  /// @throws EngineException when not even a single sequence fits the memory
  double run(Masked masked, ObjIntConsumer<String> halved) {
    int rows = masked.batch().rows();
    while (true) {
      int part = microBatch == 0 ? rows : Math.min(microBatch, rows);
      try {
        return run(masked, part);
      } catch (EngineException e) {
        if (!outOfMemory(e) || part == 1) {
          throw e;
        }
        forget();
        pack.freeCache();
        microBatch = (part + 1) / 2;
        halved.accept(String.valueOf(e.getMessage()).lines().toList().getLast(), microBatch);
      }
    }
  }

  private double run(Masked masked, int part) {
    int rows = masked.batch().rows();
    try (NDManager outer = pack.newManager()) {
      NDArray total = outer.zeros(new Shape());
      for (int from = 0; from < rows; from += part) {
        Masked some = masked.rows(from, Math.min(rows, from + part));
        if (some.positions().length > 0) {
          try (NDManager manager = pack.newManager()) {
            total.addi(model.backward(manager, some, recompute));
          }
        }
      }
      return total.getFloat();
    }
  }

  /// Zeroes the gradients.
  void forget() {
    try (NDManager manager = pack.newManager()) {
      pack.forget(manager, gradients);
    }
  }

  /// The native library has one kind of exception: its text tells a processor's and a GPU's want of
  /// memory from other problems.
  private static boolean outOfMemory(EngineException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("out of memory") || message.contains("can't allocate memory");
  }
}
