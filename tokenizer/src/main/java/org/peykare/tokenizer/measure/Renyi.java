package org.peykare.tokenizer.measure;

/// Rényi efficiency of order 2.5: the Rényi entropy of the tokens' frequencies, by the logarithm of
/// the vocabulary's size. 1 would be a vocabulary whose tokens are all equally frequent; a few very
/// frequent tokens lower it most. Zouhar et al., "Tokenization and the Noiseless Channel", ACL
/// 2023, found it to follow the quality of translation best at this order.
final class Renyi {
  static final double ORDER = 2.5;

  private Renyi() {}

  /// The efficiency.
  ///
  /// @param counts how often each token of the vocabulary came; not all 0
  static double efficiency(long... counts) {
    double total = 0;
    for (long count : counts) {
      total += count;
    }
    double sum = 0;
    for (long count : counts) {
      sum += Math.pow(count / total, ORDER);
    }
    return Math.log(sum) / (1 - ORDER) / Math.log(counts.length);
  }
}
