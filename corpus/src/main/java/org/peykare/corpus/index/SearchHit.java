package org.peykare.corpus.index;

import org.jspecify.annotations.Nullable;

/// A document that a search found.
///
/// @param url the document's URL
/// @param title its title
/// @param lang its language
/// @param score BM25, comparable within one search only
/// @param snippet the passages that matched, HTML-escaped, the words found in `<mark>`
public record SearchHit(
    String url, @Nullable String title, String lang, double score, String snippet) {}
