/// Training steps measured: tokens per CPU-second, the share of time in the native library, memory,
/// beside DJL's own BERT blocks. Door: `TrainBenchmark`, run by `benchmarks/train`.
@NullMarked
package org.peykare.benchmarks.train;

import org.jspecify.annotations.NullMarked;
