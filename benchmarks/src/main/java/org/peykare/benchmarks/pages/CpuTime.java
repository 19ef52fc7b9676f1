package org.peykare.benchmarks.pages;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// CPU time and allocations of this thread.
final class CpuTime {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private CpuTime() {}

  /// CPU time of this thread in nanoseconds.
  static long nanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /// Bytes that this thread has allocated.
  static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /// CPU time of `work` in seconds.
  static double seconds(Runnable work) {
    long before = nanos();
    work.run();
    return (nanos() - before) / 1e9;
  }
}
