package org.peykare.crawler.frontier;

import java.util.List;
import org.peykare.formats.status.HostStatus;

/// What one partition looked like at a moment: all figures belong together.
///
/// @param phase whether URLs are handed out
/// @param position the offset in topic `urls` up to which records are taken in
/// @param fresh URLs never fetched that wait for their turn
/// @param waiting URLs that wait for a time of their own
/// @param hosts hosts with URLs that wait for their turn
/// @param work whether something never fetched can be fetched now or soon
/// @param rescans changes of the seeds that are taken in
/// @param hostStatuses the hosts that say most, from a moment ago
record PartitionStatus(
    Phase phase,
    long position,
    long fresh,
    long waiting,
    int hosts,
    Work work,
    int rescans,
    List<HostStatus> hostStatuses) {
  /// Whether nothing never-fetched can be fetched there now or soon.
  boolean isQuiet() {
    return phase == Phase.OPEN && work == Work.NONE;
  }

  enum Phase {
    CATCHING_UP,
    OPEN
  }

  enum Work {
    SOME,
    NONE
  }
}
