package org.peykare.formats.warc;

/// WARC extension field names, beside those of WARC/1.1 itself.
public final class WarcFields {
  /// Id of the seed that the page was found from.
  public static final String SEED = "Peykare-Seed";

  /// Why robots.txt let the page be fetched: `allowed`, `no-robots` (4xx) or `unchecked` (imports).
  public static final String ROBOTS = "Peykare-Robots";

  /// Opt-out evidence as it was sent, for example `x-robots-tag: noai`; one field per piece.
  public static final String OPT_OUT = "Peykare-Opt-Out";

  /// What the operator says of opt-outs of this seed's pages: [#KEEP], or the field is missing, and
  /// the corpus's settings decide.
  public static final String OPT_OUT_POLICY = "Peykare-Opt-Out-Policy";

  /// The operator has the right to use the page: its opt-outs do not drop it.
  public static final String KEEP = "keep";

  /// Milliseconds between request and the end of the body.
  public static final String FETCH_MILLIS = "Peykare-Fetch-Millis";

  /// HTTP version of the exchange (`h2`), from the WARC protocol extension.
  public static final String PROTOCOL = "WARC-Protocol";

  /// HTTP header that keeps the original `Content-Encoding` of a body stored decoded.
  public static final String ORIGINAL_CONTENT_ENCODING = "X-Crawl-Content-Encoding";

  private WarcFields() {}
}
