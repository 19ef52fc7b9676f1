package org.peykare.corpus.page;

/// Reads, extracts, identifies, normalises and filters one page. Thread-safe: the same record gives
/// the same outcome as long as nothing new was learned.
public interface PageProcessor {
  /// The outcome of an uncompressed WARC record.
  ///
  /// @param url the topic record's key, the URL in normal form; names the page where the record
  ///   cannot be read
  PageOutcome process(String url, byte[] warcRecord);
}
