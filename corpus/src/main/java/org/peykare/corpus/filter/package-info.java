/// What is not worth training on: [LengthFilter], [RepetitionFilter] and [QualityFilter] give a
/// [Rejection] with the figures that decided, or nothing. [Thresholds] are data, one entry per
/// language in `thresholds.json`, each with its source.
@NullMarked
package org.peykare.corpus.filter;

import org.jspecify.annotations.NullMarked;
