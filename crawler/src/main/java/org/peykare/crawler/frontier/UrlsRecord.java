package org.peykare.crawler.frontier;

import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.url.UrlNormalForm;

/// A value of topic `urls`: what was discovered for a host, or how a fetch of one of its URLs
/// ended.
public sealed interface UrlsRecord {
  /// The layout written first in every record.
  int VERSION = 2;

  /// The discovered URLs it carries, all of the record's host.
  List<CrawlUrl> found();

  /// URLs discovered elsewhere.
  record Discovered(List<CrawlUrl> found) implements UrlsRecord {
    public Discovered {
      found = List.copyOf(found);
    }
  }

  /// How a fetch ended, with the URLs it found on its own host.
  ///
  /// @param url what was fetched
  /// @param seed its seed
  /// @param place whether the frontier had handed it out
  /// @param result how it ended
  /// @param status HTTP status, 0 where there was none
  /// @param at when the fetch began
  /// @param next what is to happen to the URL
  /// @param in how long until then, for [Next#RETRY] and [Next#REVISIT]
  /// @param bytes length of the body, decoded; 0 where there is none
  /// @param pause how long the whole host is to be left alone; missing where it is not
  /// @param reason why it is, in words
  /// @param crawlDelay time between requests that robots.txt asks for, zero where it does not;
  ///   missing where it was not read
  /// @param digest first 64 bits of the payload's SHA-1; 0 where there is none
  /// @param etag validator for the next fetch
  /// @param lastModified validator for the next fetch
  record Outcome(
      UrlNormalForm url,
      String seed,
      Place place,
      FetchEvent.Outcome result,
      int status,
      Instant at,
      Next next,
      Duration in,
      long bytes,
      @Nullable Duration pause,
      @Nullable String reason,
      @Nullable Duration crawlDelay,
      long digest,
      @Nullable String etag,
      @Nullable String lastModified,
      List<CrawlUrl> found)
      implements UrlsRecord {
    public Outcome {
      found = List.copyOf(found);
    }

    /// The same without the URLs it found.
    Outcome withoutFound() {
      return new Outcome(
          url,
          seed,
          place,
          result,
          status,
          at,
          next,
          in,
          bytes,
          pause,
          reason,
          crawlDelay,
          digest,
          etag,
          lastModified,
          List.of());
    }
  }

  /// Whether a fetched URL came from the queue.
  enum Place {
    /// The frontier handed it out.
    QUEUED,
    /// The crawler needed it by itself: robots.txt.
    ASIDE
  }

  /// What is to happen to a fetched URL.
  enum Next {
    /// Nothing more.
    DONE,
    /// Try again.
    RETRY,
    /// Look for changes.
    REVISIT
  }

  /// The packed value.
  default byte[] toBytes() {
    Packer out = new Packer().put(VERSION);
    switch (this) {
      case Discovered _ -> out.put(1);
      case Outcome o ->
          out.put(2)
              .string(o.url.toString())
              .string(o.seed)
              .put(o.place.ordinal())
              .put(code(o.result))
              .varint(o.status)
              .varint(o.at.toEpochMilli())
              .put(o.next.ordinal())
              .varint(o.in.toMillis())
              .varint(o.bytes)
              .varint(o.pause == null ? 0 : o.pause.toMillis())
              .string(o.reason)
              .varint(o.crawlDelay == null ? 0 : o.crawlDelay.toMillis() + 1)
              .fixed(o.digest)
              .string(o.etag)
              .string(o.lastModified);
    }
    packUrls(out, found());
    return out.toBytes();
  }

  /// The record of packed bytes.
  ///
  /// @throws IllegalArgumentException where they are none
  static UrlsRecord fromBytes(byte[] bytes) {
    try {
      Unpacker in = new Unpacker(bytes);
      int version = in.next();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "Invalid urls record: version %d (must be %d)".formatted(version, VERSION));
      }
      int kind = in.next();
      return switch (kind) {
        case 1 -> new Discovered(unpackUrls(in));
        case 2 -> outcome(in);
        default ->
            throw new IllegalArgumentException(
                "Invalid urls record: kind %d (must be 1 or 2)".formatted(kind));
      };
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("Invalid urls record: it ends too early", e);
    }
  }

  private static Outcome outcome(Unpacker in) {
    return new Outcome(
        TrustedUrl.of(in.string()),
        in.string(),
        Place.values()[in.next()],
        result(in.next()),
        in.smallInt(),
        Instant.ofEpochMilli(in.varint()),
        Next.values()[in.next()],
        Duration.ofMillis(in.varint()),
        in.varint(),
        orNull(in.varint()),
        in.stringOrNull(),
        delayOrNull(in.varint()),
        in.fixed(),
        in.stringOrNull(),
        in.stringOrNull(),
        unpackUrls(in));
  }

  private static @Nullable Duration delayOrNull(long millis) {
    return millis == 0 ? null : Duration.ofMillis(millis - 1);
  }

  private static @Nullable Duration orNull(long millis) {
    return millis == 0 ? null : Duration.ofMillis(millis);
  }

  /// Seeds are written once, then each URL with the number of its seed.
  private static void packUrls(Packer out, List<CrawlUrl> urls) {
    Map<String, Integer> seeds = new LinkedHashMap<>();
    urls.forEach(url -> seeds.putIfAbsent(url.seed(), seeds.size()));
    out.varint(seeds.size());
    seeds.keySet().forEach(out::string);
    out.varint(urls.size());
    for (CrawlUrl url : urls) {
      out.put(url.kind().ordinal())
          .varint(url.depth())
          .varint(url.hops())
          .varint(seeds.getOrDefault(url.seed(), 0))
          .string(url.url().toString());
    }
  }

  private static List<CrawlUrl> unpackUrls(Unpacker in) {
    List<String> seeds = new ArrayList<>();
    for (int n = in.smallInt(); n > 0; n--) {
      seeds.add(in.string());
    }
    List<CrawlUrl> urls = new ArrayList<>();
    for (int n = in.smallInt(); n > 0; n--) {
      CrawlUrl.Kind kind = CrawlUrl.Kind.values()[in.next()];
      int depth = in.smallInt();
      int hops = in.smallInt();
      String seed = seeds.get(in.smallInt());
      urls.add(new CrawlUrl(TrustedUrl.of(in.string()), kind, depth, hops, seed));
    }
    return urls;
  }

  private static int code(FetchEvent.Outcome result) {
    return switch (result) {
      case FETCHED -> 1;
      case NOT_MODIFIED -> 2;
      case REDIRECTED -> 3;
      case REFUSED -> 4;
      case FAILED -> 5;
      case NOT_STORED -> 6;
    };
  }

  private static FetchEvent.Outcome result(int code) {
    return switch (code) {
      case 1 -> FetchEvent.Outcome.FETCHED;
      case 2 -> FetchEvent.Outcome.NOT_MODIFIED;
      case 3 -> FetchEvent.Outcome.REDIRECTED;
      case 4 -> FetchEvent.Outcome.REFUSED;
      case 5 -> FetchEvent.Outcome.FAILED;
      case 6 -> FetchEvent.Outcome.NOT_STORED;
      default ->
          throw new IllegalArgumentException(
              "Invalid urls record: outcome %d (must be 1..6)".formatted(code));
    };
  }
}
