package org.peykare.console.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.console.topics.Discoveries;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.trial.PageStory;
import org.peykare.formats.fetch.FetchEvent;

/// All that the topics still tell of a URL.
///
/// @param url the URL in normal form
/// @param found how it was found, oldest first; the topic keeps that for some days
/// @param attempts attempts to fetch it, oldest first
/// @param page what each stage makes of its newest version, under the settings of today; null where
///   the page is no longer on the topic
/// @param verdict the latest verdict on it, duplicates looked for; null where there is none
public record UrlStory(
    String url,
    List<Discoveries.Found> found,
    List<FetchEvent> attempts,
    @Nullable PageStory page,
    @Nullable Verdict verdict) {
  public UrlStory {
    found = List.copyOf(found);
    attempts = List.copyOf(attempts);
  }
}
