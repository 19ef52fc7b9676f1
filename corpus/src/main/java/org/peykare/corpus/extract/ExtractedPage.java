package org.peykare.corpus.extract;

import org.jspecify.annotations.Nullable;

/// What a page says, and what it says of itself.
///
/// @param text main text: blocks separated by an empty line; empty where none was found
/// @param title its title, without the site's name
/// @param date date of publication as the page gives it
/// @param author who wrote it
/// @param canonical address that the page calls its own
/// @param licence licence URL the page declares
public record ExtractedPage(
    String text,
    @Nullable String title,
    @Nullable String date,
    @Nullable String author,
    @Nullable String canonical,
    @Nullable String licence) {}
