/// What the corpus costs and how right it is on real pages, run by `benchmarks/java` on folders and
/// archives that are not part of this repository: [ExtractionSpeed] beside readability4j,
/// [PipelineSpeed] by stage, [LanguageComparison] beside the library alone. One thread, warm, CPU
/// time; they print figures, nothing passes or fails by them.
@NullMarked
package org.peykare.benchmarks.pages;

import org.jspecify.annotations.NullMarked;
