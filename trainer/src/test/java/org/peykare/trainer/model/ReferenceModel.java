package org.peykare.trainer.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.peykare.trainer.data.Batch;

/// The whole masked language model once more: plain loops over 64-bit numbers, written from the
/// papers and not from the op pack. Slow; it is there to be compared with.
final class ReferenceModel {
  private final ModelConfig config;
  private final Map<String, double[]> weights = new HashMap<>();
  private final int d;

  ReferenceModel(ModelConfig config, Weights from) {
    this.config = config;
    d = config.shape().hiddenSize();
    for (WeightSpec spec : from.specs()) {
      float[] values = from.get(spec.name()).toFloatArray();
      double[] copy = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        copy[i] = values[i];
      }
      weights.put(spec.name(), copy);
    }
  }

  double[] weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  /// Mean negative log-likelihood of the targets.
  double loss(Batch batch, int[] positions, int[] targets) {
    double[][] logits = logits(batch, positions);
    double loss = 0;
    for (int i = 0; i < targets.length; i++) {
      double max = Double.NEGATIVE_INFINITY;
      for (double score : logits[i]) {
        max = Math.max(max, score);
      }
      double sum = 0;
      for (double score : logits[i]) {
        sum += Math.exp(score - max);
      }
      loss += max + Math.log(sum) - logits[i][targets[i]];
    }
    return loss / targets.length;
  }

  double[][] logits(Batch batch, int[] positions) {
    double[][] hidden = new double[batch.rows() * batch.columns()][];
    for (int row = 0; row < batch.rows(); row++) {
      double[][] states = encode(batch, row);
      System.arraycopy(states, 0, hidden, row * batch.columns(), batch.columns());
    }
    double[] table = weight("model.embeddings.tok_embeddings.weight");
    double[][] logits = new double[positions.length][config.vocabSize()];
    for (int i = 0; i < positions.length; i++) {
      double[] x = norm(hidden[positions[i]], "model.final_norm.weight");
      x = times(weight("head.dense.weight"), d, x);
      for (int j = 0; j < d; j++) {
        x[j] = gelu(x[j]);
      }
      x = norm(x, "head.norm.weight");
      double[] scores = times(table, config.vocabSize(), x);
      for (int v = 0; v < scores.length; v++) {
        logits[i][v] = scores[v] + weight("decoder.bias")[v];
      }
    }
    return logits;
  }

  private double[][] encode(Batch batch, int row) {
    int length = batch.columns();
    double[][] x = new double[length][];
    for (int t = 0; t < length; t++) {
      double[] embedding = new double[d];
      int id = batch.ids()[row * length + t];
      System.arraycopy(weight("model.embeddings.tok_embeddings.weight"), id * d, embedding, 0, d);
      x[t] = norm(embedding, "model.embeddings.norm.weight");
    }
    for (int layer = 0; layer < config.shape().numHiddenLayers(); layer++) {
      layer(batch, row, layer, x);
    }
    return x;
  }

  private void layer(Batch batch, int row, int layer, double[][] x) {
    String prefix = "model.layers." + layer + ".";
    double[][] attended = attend(batch, row, layer, x);
    for (int t = 0; t < x.length; t++) {
      add(x[t], times(weight(prefix + "attn.Wo.weight"), d, attended[t]));
      int f = config.shape().intermediateSize();
      double[] z =
          times(weight(prefix + "mlp.Wi.weight"), 2 * f, norm(x[t], prefix + "mlp_norm.weight"));
      double[] gated = new double[f];
      for (int j = 0; j < f; j++) {
        gated[j] = gelu(z[j]) * z[f + j];
      }
      add(x[t], times(weight(prefix + "mlp.Wo.weight"), d, gated));
    }
  }

  private double[][] attend(Batch batch, int row, int layer, double[][] x) {
    String prefix = "model.layers." + layer + ".";
    int length = x.length;
    int heads = config.shape().numAttentionHeads();
    int width = d / heads;
    double[][] qkv = new double[length][];
    for (int t = 0; t < length; t++) {
      double[] normed = layer == 0 ? x[t] : norm(x[t], prefix + "attn_norm.weight");
      qkv[t] = times(weight(prefix + "attn.Wqkv.weight"), 3 * d, normed);
      double theta =
          config.isGlobal(layer)
              ? config.shape().globalRopeTheta()
              : config.shape().localRopeTheta();
      for (int head = 0; head < 2 * heads; head++) {
        rotate(qkv[t], head * width, width, t, theta);
      }
    }
    double[][] mixed = new double[length][d];
    for (int head = 0; head < heads; head++) {
      for (int t = 0; t < length; t++) {
        double[] scores = new double[length];
        double sum = 0;
        for (int s = 0; s < length; s++) {
          if (mayAttend(batch, row, layer, t, s)) {
            double dot = 0;
            for (int j = 0; j < width; j++) {
              dot += qkv[t][head * width + j] * qkv[s][d + head * width + j];
            }
            scores[s] = Math.exp(dot / Math.sqrt(width));
            sum += scores[s];
          }
        }
        for (int s = 0; s < length; s++) {
          for (int j = 0; j < width; j++) {
            mixed[t][head * width + j] += scores[s] / sum * qkv[s][2 * d + head * width + j];
          }
        }
      }
    }
    return mixed;
  }

  private boolean mayAttend(Batch batch, int row, int layer, int t, int s) {
    int from = row * batch.columns();
    boolean near = config.isGlobal(layer) || Math.abs(t - s) <= config.shape().localAttention() / 2;
    return near && batch.documents()[from + t] == batch.documents()[from + s];
  }

  private static void rotate(double[] values, int from, int width, int position, double theta) {
    int half = width / 2;
    for (int j = 0; j < half; j++) {
      double angle = position * Math.pow(theta, -2.0 * j / width);
      double a = values[from + j];
      double b = values[from + half + j];
      values[from + j] = a * Math.cos(angle) - b * Math.sin(angle);
      values[from + half + j] = b * Math.cos(angle) + a * Math.sin(angle);
    }
  }

  private double[] norm(double[] x, String weightName) {
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean) / x.length;
    }
    double[] weight = weight(weightName);
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = (x[i] - mean) / Math.sqrt(variance + config.shape().normEps()) * weight[i];
    }
    return result;
  }

  private static double[] times(double[] matrix, int rows, double[] x) {
    double[] result = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < x.length; j++) {
        result[i] += matrix[i * x.length + j] * x[j];
      }
    }
    return result;
  }

  private static void add(double[] to, double[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += what[i];
    }
  }

  private static double gelu(double x) {
    return x * 0.5 * (1 + erf(x / Math.sqrt(2)));
  }

  /// The error function by its power series, exact to 1e-14 for the small arguments met here.
  private static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return Math.abs(x) > 5 ? Math.signum(x) : 2 / Math.sqrt(Math.PI) * sum;
  }
}
