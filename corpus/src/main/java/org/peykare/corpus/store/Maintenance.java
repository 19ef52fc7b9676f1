package org.peykare.corpus.store;

/// What [SnapshotWriter#maintain] did.
///
/// @param expired snapshots without a tag that were given up
/// @param compacted small files that were made into larger ones
/// @param swept files that no snapshot reached
public record Maintenance(int expired, int compacted, int swept) {}
