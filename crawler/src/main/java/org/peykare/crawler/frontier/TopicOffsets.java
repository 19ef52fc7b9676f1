package org.peykare.crawler.frontier;

/// Where topic `urls` ends, and up to where the frontier has taken it in for good.
interface TopicOffsets {
  /// The offset of the next record of the partition.
  long end(int partition);

  /// The offset of the first record not taken in; 0 or the topic's start where none was.
  long committed(int partition);
}
