/// How well a text is written, as far as the corpus itself can tell: [QualityModel] is a model of
/// word trigrams of one language that learned from a snapshot ([QualityTraining]); the worse it
/// predicts a text ([Quality]), the less that reads like the corpus, or like the hosts that were
/// named as good.
@NullMarked
package org.peykare.corpus.quality;

import org.jspecify.annotations.NullMarked;
