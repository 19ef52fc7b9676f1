package org.peykare.trainer.data;

/// Packed sequences, row by row.
///
/// @param rows number of sequences
/// @param columns tokens in each
/// @param ids token ids, padded at the end of a row
/// @param documents number of the document within its row that each token belongs to, from 1; 0 for
///   padding. A token may attend only to tokens with its own number
public record Batch(int rows, int columns, int[] ids, int[] documents) {}
