package org.peykare.console.web.view;

import java.util.List;

/// The page that tries a model.
///
/// @param models names of the models, newest first
/// @param model the chosen one
/// @param text the text with blanks
/// @param candidates words to choose between, as they were written
/// @param blanks the answers for each blank
/// @param error what is wrong with the question; empty where nothing is
public record TryView(
    List<String> models,
    String model,
    String text,
    String candidates,
    List<List<Answer>> blanks,
    String error) {}
