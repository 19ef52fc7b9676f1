package org.peykare.corpus.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;

/// A page's text with where it came from.
///
/// @param id 32 hexadecimal digits, from the URL's normal form
/// @param url the URL in normal form
/// @param host its authority
/// @param fetched when it was fetched (WARC-Date)
/// @param title the page's title
/// @param text main text: blocks separated by an empty line, light normalisation applied
/// @param lang ISO 639-1 code where there is one, else ISO 639-3
/// @param langScore confidence of the language, 0 to 1
/// @param words number of words in the text
/// @param licence licence URL the page declares
/// @param robots what robots.txt said, from the WARC record
/// @param optOut opt-out evidence, from the WARC record, HTTP headers and meta elements
/// @param seed id of the seed
/// @param digest payload digest, `sha1:…`
/// @param recordId WARC-Record-ID
/// @param cluster id of the survivor of the duplicate cluster: for a survivor its own id
/// @param quality where it stands in its language; null where no model of it was there
/// @param perplexity of the text under that model, per word; lower is better predicted
public record Document(
    String id,
    String url,
    String host,
    Instant fetched,
    @Nullable String title,
    String text,
    String lang,
    double langScore,
    long words,
    @Nullable String licence,
    @Nullable String robots,
    @Nullable String optOut,
    @Nullable String seed,
    String digest,
    String recordId,
    String cluster,
    @Nullable QualityBand quality,
    @Nullable Double perplexity) {

  /// JSON, the value of topic `documents`.
  public static final JsonCodec<Document> CODEC = JsonCodec.of(Document.class);
}
