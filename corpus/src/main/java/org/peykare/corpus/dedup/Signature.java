package org.peykare.corpus.dedup;

/// The keys under which duplicates of a text are found.
///
/// @param exact hash of the folded text: equal only for texts that fold to the same
/// @param bands one hash per LSH band of the MinHash signature, the band's number mixed in
public record Signature(long exact, long[] bands) {}
