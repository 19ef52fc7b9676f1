package org.peykare.formats.topic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A Kafka topic of Peykare, with the settings it is created with.
///
/// The number of partitions is chosen when the topics are made ([#DEFAULT_PARTITIONS] unless told)
/// and is the same for all of them: stream tasks join them partition by partition.
public enum Topic {
  /// Seed id → seed, compacted; a tombstone removes the seed.
  SEEDS("seeds", Cleanup.COMPACT, Duration.ofMillis(-1), "lz4"),
  /// Host → packed discoveries or an outcome, for the frontier.
  URLS("urls", Cleanup.DELETE, Duration.ofDays(7), "lz4"),
  /// Normal-form URL → one uncompressed WARC record.
  PAGES("pages", Cleanup.DELETE, Duration.ofDays(30), "zstd"),
  /// Host → one [org.peykare.formats.fetch.FetchEvent] per attempt, whatever its end.
  FETCHES("fetches", Cleanup.DELETE, Duration.ofDays(30), "lz4"),
  /// Document id → kept document; a tombstone takes the document out of the next snapshot.
  DOCUMENTS("documents", Cleanup.DELETE, Duration.ofDays(30), "lz4"),
  /// Normal-form URL → the latest verdict on its page, compacted.
  VERDICTS("verdicts", Cleanup.COMPACT, Duration.ofMillis(-1), "lz4"),
  /// `run/ID` → [org.peykare.formats.run.RunRequest], `policy/NAME` →
  /// [org.peykare.formats.run.TrainingPolicy], `crawl` → [org.peykare.formats.run.CrawlOrder];
  /// compacted.
  COMMANDS("commands", Cleanup.COMPACT, Duration.ofMillis(-1), "lz4"),
  /// Run id → [org.peykare.formats.run.RunState], compacted.
  RUNS("runs", Cleanup.COMPACT, Duration.ofMillis(-1), "lz4"),
  /// `lines/HOST` → lines that recur on a host, `quality/LANG` → a language model: what the corpus
  /// learned from a snapshot and applies to the pages after it; compacted.
  LEARNED("learned", Cleanup.COMPACT, Duration.ofMillis(-1), "zstd"),
  /// `role/instance` → [org.peykare.formats.status.RoleStatus], compacted, and forgotten after a
  /// week of silence.
  STATUS("status", Cleanup.COMPACT_AND_DELETE, Duration.ofDays(7), "lz4");

  /// Partitions per topic when nothing else is asked for.
  public static final int DEFAULT_PARTITIONS = 8;

  /// The largest record, in bytes, that a topic takes; bodies are cut at 8 MiB, well below.
  public static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

  private enum Cleanup {
    COMPACT("compact"),
    COMPACT_AND_DELETE("compact,delete"),
    DELETE("delete");

    private final String policy;

    Cleanup(String policy) {
      this.policy = policy;
    }
  }

  /// The newest segment of a topic is never compacted. Topics that are read from their beginning
  /// keep it small; it must hold the largest record.
  private static final int SMALL_SEGMENT_BYTES = 2 * MAX_RECORD_BYTES;

  /// Status is rewritten every few seconds.
  private static final Duration STATUS_SEGMENT = Duration.ofMinutes(10);

  private final String topicName;
  private final Cleanup cleanup;
  private final Duration retention;
  private final String compression;

  Topic(String topicName, Cleanup cleanup, Duration retention, String compression) {
    this.topicName = topicName;
    this.cleanup = cleanup;
    this.retention = retention;
    this.compression = compression;
  }

  /// The topic's name in Kafka.
  public String topicName() {
    return topicName;
  }

  /// The compression its producers use: `zstd` (level 1) or `lz4`.
  public String compression() {
    return compression;
  }

  /// The topic settings, by Kafka's own keys.
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cleanup.policy", cleanup.policy);
    settings.put("retention.ms", Long.toString(retention.toMillis()));
    settings.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
    if (this == SEEDS || this == COMMANDS || this == RUNS || this == LEARNED || this == STATUS) {
      settings.put("segment.bytes", Integer.toString(SMALL_SEGMENT_BYTES));
    }
    if (this == STATUS) {
      settings.put("segment.ms", Long.toString(STATUS_SEGMENT.toMillis()));
    }
    return settings;
  }
}
