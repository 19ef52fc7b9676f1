package org.peykare.crawler.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.JsonCodec;
import org.peykare.formats.fetch.FetchEvent;

/// What a check found. Nothing in it is stored by the crawl.
///
/// @param seed id of the seed
/// @param at when the check began
/// @param millis how long it took
/// @param requests requests that were made
/// @param hosts the hosts that were asked, with their robots.txt
/// @param starts the start URLs that were looked at
/// @param sitemaps sitemaps named in robots.txt and on the start pages, also those not read
/// @param feeds feeds named on the start pages, also those not read
/// @param inScope links that would be followed, a sample of [#SAMPLE] at most
/// @param outOfScope links that would not, a sample of [#SAMPLE] at most
/// @param inScopeCount how many links would be followed
/// @param outOfScopeCount how many would not
/// @param problems what the operator should know, worst first
public record SeedReport(
    String seed,
    Instant at,
    long millis,
    int requests,
    List<Host> hosts,
    List<Start> starts,
    List<String> sitemaps,
    List<String> feeds,
    List<Link> inScope,
    List<Link> outOfScope,
    int inScopeCount,
    int outOfScopeCount,
    List<Problem> problems) {

  /// JSON, for machines.
  public static final JsonCodec<SeedReport> CODEC = JsonCodec.of(SeedReport.class);

  /// Links in a sample at most.
  public static final int SAMPLE = 20;

  public SeedReport {
    hosts = List.copyOf(hosts);
    starts = List.copyOf(starts);
    sitemaps = List.copyOf(sitemaps);
    feeds = List.copyOf(feeds);
    inScope = List.copyOf(inScope);
    outOfScope = List.copyOf(outOfScope);
    problems = List.copyOf(problems);
  }

  /// A host and its robots.txt.
  ///
  /// @param host scheme, host and port
  /// @param robots how robots.txt was found: `READ`, `ABSENT` or `UNREACHABLE`
  /// @param status HTTP status of its last answer; 0 where there was none
  /// @param rules the rules for this crawler, 50 at most
  /// @param crawlDelay the delay that robots.txt asks for; missing where it does not
  /// @param delay the delay that a crawl would keep
  /// @param optOuts opt-outs in robots.txt, as sent
  public record Host(
      String host,
      String robots,
      int status,
      List<String> rules,
      @Nullable Duration crawlDelay,
      Duration delay,
      List<String> optOuts) {}

  /// A start URL.
  ///
  /// @param url the URL
  /// @param outcome how the request ended, in the words of topic `fetches`
  /// @param status HTTP status; 0 where there was none
  /// @param reason why it failed or was not requested
  /// @param redirect where its redirects end
  /// @param content what it is: `page`, `sitemap`, `feed`, `other`
  /// @param title title of the page
  /// @param language language of the page, as it says itself
  /// @param bytes size of the body, decoded
  /// @param links URLs that it names
  /// @param optOuts opt-outs on the page and in its header fields, as sent
  public record Start(
      String url,
      FetchEvent.Outcome outcome,
      int status,
      @Nullable String reason,
      @Nullable String redirect,
      @Nullable String content,
      @Nullable String title,
      @Nullable String language,
      long bytes,
      int links,
      List<String> optOuts) {}

  /// A URL that was found.
  ///
  /// @param url the URL
  /// @param reason why it would not be fetched; missing where it would
  public record Link(String url, @Nullable String reason) {}

  /// Something that the operator should know.
  ///
  /// @param kind what it is
  /// @param url where
  /// @param message in words, with the remedy where there is one
  public record Problem(Kind kind, String url, String message) {
    /// What is wrong, the worst first.
    public enum Kind {
      /// The address is private, or no contact is given.
      ADDRESS_REFUSED,
      /// robots.txt could not be had: nothing would be fetched from the host.
      ROBOTS_UNREACHABLE,
      /// robots.txt forbids a start URL.
      ROBOTS_DISALLOWS,
      /// A start URL could not be had.
      START_FAILED,
      /// A start URL leads to a URL that the seed does not admit.
      REDIRECTS_OUT_OF_SCOPE,
      /// A start URL is not what the seed's kind says.
      WRONG_KIND,
      /// A start page forbids that its links be followed.
      NO_FOLLOW,
      /// Nothing that was found would be followed.
      NOTHING_IN_SCOPE,
      /// There are opt-outs from training.
      OPTS_OUT,
      /// robots.txt asks for a long delay.
      LONG_DELAY,
      /// Not everything was looked at.
      INCOMPLETE
    }
  }
}
