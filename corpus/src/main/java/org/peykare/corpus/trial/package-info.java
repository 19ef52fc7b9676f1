/// What the settings do to real pages, before they are set. [FilterTrial] judges the pages of an
/// archive under two settings and tells what changes; [PageStory] follows one page through every
/// stage, with its text before and after. Nothing is stored; no Kafka is needed.
@NullMarked
package org.peykare.corpus.trial;

import org.jspecify.annotations.NullMarked;
