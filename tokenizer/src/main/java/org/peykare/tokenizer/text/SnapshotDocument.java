package org.peykare.tokenizer.text;

/// A document of a snapshot, as far as a tokenizer needs it.
///
/// @param id document id, 32 hexadecimal digits
/// @param text its text
/// @param lang its language
/// @param cluster id of the survivor of its duplicate cluster
public record SnapshotDocument(String id, String text, String lang, String cluster) {}
