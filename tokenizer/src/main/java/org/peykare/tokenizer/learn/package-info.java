/// Learning: [WordCount] counts the pre-tokens of a text source on all processors, [BpeTrainer]
/// learns a BPE vocabulary from the counts. Merges and ids equal those of Hugging Face's
/// `tokenizers`; the rules are in `formats/tokenizer.md`.
///
/// Everything that grows with the text's different words lies in flat arrays: [WordTable] while
/// counting; then [WordCells] (the words as symbols), [PairCounts] (how often each pair of
/// neighbours occurs) and [PairQueue] (which pair is next, and in which words it is).
@NullMarked
package org.peykare.tokenizer.learn;

import org.jspecify.annotations.NullMarked;
