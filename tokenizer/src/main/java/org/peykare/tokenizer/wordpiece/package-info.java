/// WordPiece, BERT's model. Door: [WordPieceModel].
///
/// The vocabulary lies in two tries ([org.peykare.tokenizer.pipeline.CharTrie]), one for the
/// beginning of words and one for their inside, so that the longest token is found in one walk.
@NullMarked
package org.peykare.tokenizer.wordpiece;

import org.jspecify.annotations.NullMarked;
