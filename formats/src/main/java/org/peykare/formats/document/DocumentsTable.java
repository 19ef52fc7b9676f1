package org.peykare.formats.document;

/// Where the kept documents lie: an Apache Iceberg table in a warehouse folder, its catalog a JDBC
/// catalog (SQLite on one machine), partitioned by [#LANG].
public final class DocumentsTable {
  /// Name of the catalog inside the catalog database.
  public static final String CATALOG = "peykare";

  /// Catalog database below the working directory.
  public static final String CATALOG_FILE = "catalog.db";

  /// Warehouse folder below the working directory.
  public static final String WAREHOUSE = "warehouse";

  /// Namespace of the table.
  public static final String NAMESPACE = "corpus";

  /// Name of the table.
  public static final String TABLE = "documents";

  /// Column: document id, 32 hexadecimal digits.
  public static final String ID = "id";

  /// Column: URL in normal form.
  public static final String URL = "url";

  /// Column: host of the URL.
  public static final String HOST = "host";

  /// Column: when the page was fetched (timestamp with zone).
  public static final String FETCHED = "fetched";

  /// Column: title, may be null.
  public static final String TITLE = "title";

  /// Column: the text; paragraphs end with one line feed, blocks are separated by an empty line.
  public static final String TEXT = "text";

  /// Column: language, ISO 639-1 where there is one, else ISO 639-3.
  public static final String LANG = "lang";

  /// Column: confidence of the language, 0 to 1.
  public static final String LANG_SCORE = "lang_score";

  /// Column: words of the text (long).
  public static final String WORDS = "words";

  /// Column: licence URL the page declares, may be null.
  public static final String LICENCE = "licence";

  /// Column: robots verdict at fetch time ([org.peykare.formats.warc.WarcFields#ROBOTS]), may be
  /// null.
  public static final String ROBOTS = "robots";

  /// Column: opt-out evidence, may be null.
  public static final String OPT_OUT = "opt_out";

  /// Column: seed id, may be null.
  public static final String SEED = "seed";

  /// Column: payload digest as in the WARC record, `sha1:…`; names the version of the document.
  public static final String DIGEST = "digest";

  /// Column: WARC-Record-ID.
  public static final String RECORD_ID = "record_id";

  /// Column: id of the survivor of the document's duplicate cluster (its own id for a survivor).
  public static final String CLUSTER = "cluster";

  /// Column: `head`, `middle` or `tail` by perplexity; null where no model of the language was
  /// there.
  public static final String QUALITY = "quality";

  /// Column: perplexity per word (double), may be null.
  public static final String PERPLEXITY = "perplexity";

  /// Snapshot summary key: the offsets of topic `documents` that the snapshot holds, as `{"<cluster
  /// id>/<topic id>": {"<partition>": <next offset>}}`.
  public static final String OFFSETS = "peykare.offsets";

  /// Snapshot summary key: what the snapshot holds by language, as `{"documents": {"<lang>":
  /// <number>}, "words": {"<lang>": <number>}}`.
  public static final String LANGUAGES = "peykare.languages";

  /// Snapshot summary key: the page versions judged until then, with the offsets of topic
  /// `verdicts` counted, as `{"kept": <number>, "dropped": {"<stage>/<reason>": <number>},
  /// "offsets": …}`.
  public static final String VERDICTS = "peykare.verdicts";

  private DocumentsTable() {}
}
