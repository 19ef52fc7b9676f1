package org.peykare.console.web.view;

/// A word for a blank.
///
/// @param word the word
/// @param share its probability, as the language writes it
/// @param width of its bar, 0 to 100
public record Answer(String word, String share, String width) {}
