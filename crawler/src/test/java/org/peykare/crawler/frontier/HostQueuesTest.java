package org.peykare.crawler.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.peykare.crawler.url.CrawlUrl;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.status.HostStatus;
import org.peykare.formats.url.UrlNormalForm;

class HostQueuesTest {
  private final MemoryKeyValues store = new MemoryKeyValues();
  private final TestRules rules = new TestRules();
  private final TestTurns turns = new TestTurns();
  private final List<FetchEvent> refusals = new ArrayList<>();
  private Tally tally = new Tally();
  private Budgets budgets = new Budgets(rules, tally);
  private Handover handover = handover(0);
  private long micros = 1_000_000;
  private HostQueues queues = open();

  private Handover handover(long maxPages) {
    Handover made = new Handover(turns, budgets, tally, maxPages);
    made.resume();
    return made;
  }

  private HostQueues open() {
    HostQueues opened =
        new HostQueues(
            store,
            0,
            new HostQueues.SharedParts(handover, new SeenCache(10), tally, budgets, turns),
            refusals::add,
            () -> micros);
    opened.open();
    return opened;
  }

  /// What a crash leaves: the store alone.
  private void crash(long maxPages) {
    tally = new Tally();
    budgets = new Budgets(rules, tally);
    handover = handover(maxPages);
    queues = open();
    queues.feed();
  }

  private static CrawlUrl url(String url, int depth) {
    return new CrawlUrl(UrlNormalForm.of(url), CrawlUrl.Kind.PAGE, depth, 0, "s");
  }

  private void discover(CrawlUrl... urls) {
    queues.accept(new UrlsRecord.Discovered(List.of(urls)));
    queues.feed();
  }

  private Lease take() throws InterruptedException {
    return Objects.requireNonNull(takeOrNull(), "nothing is due");
  }

  private @Nullable Lease takeOrNull() throws InterruptedException {
    return handover.take(Duration.ofMillis(20));
  }

  private List<String> takeAll() throws InterruptedException {
    List<String> taken = new ArrayList<>();
    for (Lease lease = takeOrNull(); lease != null; lease = takeOrNull()) {
      taken.add(lease.url().url().toString());
      end(lease, FetchEvent.Outcome.FETCHED, UrlsRecord.Next.DONE, Duration.ZERO);
    }
    return taken;
  }

  private void end(
      Lease lease,
      FetchEvent.Outcome result,
      UrlsRecord.Next next,
      Duration in,
      CrawlUrl... found) {
    handover.done(lease);
    queues.accept(outcome(lease.url().url(), result, next, in, null, found));
    queues.feed();
  }

  private UrlsRecord.Outcome outcome(
      UrlNormalForm url,
      FetchEvent.Outcome result,
      UrlsRecord.Next next,
      Duration in,
      @Nullable Duration pause,
      CrawlUrl... found) {
    return new UrlsRecord.Outcome(
        url,
        "s",
        UrlsRecord.Place.QUEUED,
        result,
        200,
        Instant.ofEpochMilli(micros / 1_000),
        next,
        in,
        1_000,
        pause,
        pause == null ? null : "busy",
        null,
        77,
        "\"e\"",
        null,
        List.of(found));
  }

  @Test
  void handsOutEveryUrlOnceNearTheStartFirst() throws Exception {
    discover(
        url("http://a.test/deep", 2),
        url("http://a.test/", 0),
        url("http://a.test/1", 1),
        url("http://a.test/1", 1));

    assertThat(takeAll())
        .containsExactly("http://a.test/", "http://a.test/1", "http://a.test/deep");
    discover(url("http://a.test/", 0));
    assertThat(takeAll()).isEmpty();
    assertThat(queues.fresh()).isZero();
    assertThat(queues.hosts()).isZero();
  }

  @Test
  void oneUrlOfAHostIsOutAtATime() throws Exception {
    discover(url("http://a.test/1", 1), url("http://a.test/2", 1), url("http://b.test/", 1));

    Lease first = take();
    Lease second = take();
    assertThat(List.of(first.url().host(), second.url().host()))
        .containsExactlyInAnyOrder("a.test", "b.test");
    assertThat(takeOrNull()).isNull();
    handover.done(first.url().host().equals("a.test") ? first : second);
    assertThat(take().url().url()).hasToString("http://a.test/2");
  }

  @Test
  void aUrlFoundNearerTheStartOvertakesWhatIsQueued() throws Exception {
    discover(
        IntStream.range(0, 200)
            .mapToObj(i -> url("http://a.test/" + i, 5))
            .toArray(CrawlUrl[]::new));
    Lease first = take();
    end(
        first,
        FetchEvent.Outcome.FETCHED,
        UrlsRecord.Next.DONE,
        Duration.ZERO,
        url("http://a.test/near", 1));

    List<String> rest = takeAll();

    assertThat(rest).hasSize(200).doesNotHaveDuplicates();
    assertThat(rest.indexOf("http://a.test/near")).isLessThan(Handover.FULL + 1);
  }

  @Test
  void afterACrashWhatHadNoOutcomeIsHandedOutAgain() throws Exception {
    discover(
        IntStream.range(0, 100)
            .mapToObj(i -> url("http://a.test/" + i, 1))
            .toArray(CrawlUrl[]::new));
    Set<String> fetched = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      Lease lease = take();
      fetched.add(lease.url().url().toString());
      end(lease, FetchEvent.Outcome.FETCHED, UrlsRecord.Next.DONE, Duration.ZERO);
    }
    Lease inFlight = take();
    handover.done(inFlight);

    crash(0);

    assertThat(queues.fresh()).isEqualTo(70);
    assertThat(tally.pages()).isEqualTo(30);
    List<String> rest = takeAll();
    assertThat(rest).hasSize(70).contains(inFlight.url().url().toString());
    assertThat(rest).doesNotContainAnyElementsOf(fetched);
  }

  @Test
  void aUrlToTryAgainWaitsForItsTimeAndCountsItsAttempts() throws Exception {
    discover(url("http://a.test/", 0));
    end(take(), FetchEvent.Outcome.FAILED, UrlsRecord.Next.RETRY, Duration.ofSeconds(5));

    assertThat(takeOrNull()).isNull();
    assertThat(queues.hasWork(Duration.ofSeconds(1))).isFalse();
    assertThat(queues.hasWork(Duration.ofSeconds(6))).isTrue();

    micros += 5_000_000;
    queues.wake();
    queues.feed();
    Lease again = take();
    assertThat(again.attempts()).isEqualTo(1);
    assertThat(again.fetchedAt()).isNull();
  }

  @Test
  void aUrlToVisitAgainComesWithItsValidatorsAndIsNoWork() throws Exception {
    discover(url("http://a.test/", 0));
    Instant at = Instant.ofEpochMilli(micros / 1_000);
    end(take(), FetchEvent.Outcome.FETCHED, UrlsRecord.Next.REVISIT, Duration.ofHours(1));
    micros += Duration.ofHours(1).toMillis() * 1_000;
    queues.wake();
    queues.feed();

    assertThat(queues.hasWork(Duration.ofSeconds(1))).isFalse();
    Lease again = take();
    assertThat(again.fetchedAt()).isEqualTo(at);
    assertThat(again.etag()).isEqualTo("\"e\"");
    assertThat(again.digest()).isEqualTo(77);
  }

  @Test
  void aRefusalForNowIsNoAttempt() throws Exception {
    discover(url("http://a.test/", 0));
    end(take(), FetchEvent.Outcome.REFUSED, UrlsRecord.Next.RETRY, Duration.ofHours(1));
    micros += Duration.ofHours(1).toMillis() * 1_000;
    queues.wake();
    queues.feed();

    assertThat(take().attempts()).isZero();
  }

  @Test
  void whatWasFetchedIsRememberedOverAVisitThatBringsNothing() throws Exception {
    discover(url("http://a.test/", 0));
    Instant at = Instant.ofEpochMilli(micros / 1_000);
    end(take(), FetchEvent.Outcome.FETCHED, UrlsRecord.Next.REVISIT, Duration.ofHours(1));
    for (FetchEvent.Outcome result :
        List.of(
            FetchEvent.Outcome.REDIRECTED, FetchEvent.Outcome.FAILED, FetchEvent.Outcome.REFUSED)) {
      micros += Duration.ofHours(1).toMillis() * 1_000;
      queues.wake();
      queues.feed();
      Lease lease = take();
      assertThat(lease.fetchedAt()).isEqualTo(at);
      assertThat(lease.digest()).isEqualTo(77);
      assertThat(lease.etag()).isEqualTo("\"e\"");
      handover.done(lease);
      queues.accept(visit(lease, result));
    }
  }

  @Test
  void anUnchangedPageKeepsTheValidatorsThatTheAnswerDoesNotName() throws Exception {
    discover(url("http://a.test/", 0));
    end(take(), FetchEvent.Outcome.FETCHED, UrlsRecord.Next.REVISIT, Duration.ofHours(1));
    micros += Duration.ofHours(1).toMillis() * 1_000;
    queues.wake();
    queues.feed();
    Lease lease = take();
    handover.done(lease);
    queues.accept(visit(lease, FetchEvent.Outcome.NOT_MODIFIED));
    micros += Duration.ofHours(1).toMillis() * 1_000;
    queues.wake();
    queues.feed();

    assertThat(take().etag()).isEqualTo("\"e\"");
  }

  /// The outcome of a visit whose answer named neither digest nor validators.
  private UrlsRecord.Outcome visit(Lease lease, FetchEvent.Outcome result) {
    return new UrlsRecord.Outcome(
        lease.url().url(),
        "s",
        UrlsRecord.Place.QUEUED,
        result,
        0,
        Instant.ofEpochMilli(micros / 1_000),
        UrlsRecord.Next.REVISIT,
        Duration.ofHours(1),
        0,
        null,
        null,
        null,
        0,
        null,
        null,
        List.of());
  }

  @Test
  void theSameOutcomeTwiceChangesTheQueueOnce() throws Exception {
    discover(url("http://a.test/1", 1), url("http://a.test/2", 1));
    Lease lease = take();
    end(lease, FetchEvent.Outcome.FETCHED, UrlsRecord.Next.DONE, Duration.ZERO);
    queues.accept(
        outcome(
            lease.url().url(),
            FetchEvent.Outcome.FETCHED,
            UrlsRecord.Next.DONE,
            Duration.ZERO,
            null));

    assertThat(queues.fresh()).isEqualTo(1);
    assertThat(tally.pages()).isEqualTo(2);
  }

  @Test
  void aHostThatAsksToBeLeftAloneIsAlsoAfterACrash() throws Exception {
    discover(url("http://a.test/1", 1), url("http://a.test/2", 1));
    Lease lease = take();
    handover.done(lease);
    queues.accept(
        outcome(
            lease.url().url(),
            FetchEvent.Outcome.FAILED,
            UrlsRecord.Next.DONE,
            Duration.ZERO,
            Duration.ofSeconds(30)));
    assertThat(turns.pauses).containsEntry("a.test", Duration.ofSeconds(30));
    assertThat(queues.hasWork(Duration.ofSeconds(1))).isFalse();

    turns.pauses.clear();
    micros += 10_000_000;
    crash(0);
    assertThat(turns.pauses).containsEntry("a.test", Duration.ofSeconds(20));
  }

  @Test
  void aSeedThatHasItsPagesOrIsGoneIsNotFetched() throws Exception {
    rules.pages.put("s", 2L);
    discover(
        IntStream.range(0, 5).mapToObj(i -> url("http://a.test/" + i, 1)).toArray(CrawlUrl[]::new));

    assertThat(takeAll()).hasSize(2);
    assertThat(queues.hasWork(Duration.ZERO)).isFalse();

    rules.pages.remove("s");
    queues.rescan();
    queues.feed();
    assertThat(takeAll()).hasSize(3);
  }

  @Test
  void aPausedSeedIsPassedOverWithoutBeingDrained() throws Exception {
    rules.standings.put("s", SeedRules.Standing.PAUSED);
    discover(
        IntStream.range(0, 500)
            .mapToObj(i -> url("http://a.test/" + i, 1))
            .toArray(CrawlUrl[]::new));
    CrawlUrl other =
        new CrawlUrl(UrlNormalForm.of("http://a.test/x"), CrawlUrl.Kind.PAGE, 7, 0, "other");
    discover(other);

    assertThat(takeAll()).containsExactly("http://a.test/x");
    assertThat(queues.hasWork(Duration.ZERO)).isFalse();
    assertThat(queues.hostStatuses(10))
        .singleElement()
        .satisfies(host -> {
          assertThat(host.state()).isEqualTo(HostStatus.State.PAUSED);
          assertThat(host.queued()).isEqualTo(500);
          assertThat(host.reason()).isEqualTo("seed s is paused");
        });

    rules.standings.clear();
    queues.rescan();
    queues.feed();
    assertThat(queues.hasWork(Duration.ZERO)).isTrue();
    assertThat(takeAll()).hasSize(500);
  }

  @Test
  void aQueueLongerThanOneLookIsLookedThrough() throws Exception {
    rules.standings.put("s", SeedRules.Standing.PAUSED);
    discover(
        IntStream.range(0, 5_000)
            .mapToObj(i -> url("http://a.test/" + i, 1))
            .toArray(CrawlUrl[]::new));
    discover(new CrawlUrl(UrlNormalForm.of("http://a.test/x"), CrawlUrl.Kind.PAGE, 7, 0, "other"));
    for (int i = 0; i < 5; i++) {
      queues.feed();
    }

    assertThat(take().url().url()).hasToString("http://a.test/x");
  }

  @Test
  void whatIsNoLongerInScopeStaysQueuedAndIsNoWork() throws Exception {
    discover(url("http://a.test/1", 1), url("http://a.test/2", 1), url("http://a.test/3", 2));
    rules.notAdmitted.add("http://a.test/1");
    rules.notAdmitted.add("http://a.test/3");
    queues.rescan();
    queues.feed();

    assertThat(takeAll()).containsExactly("http://a.test/2");
    queues.rescan();
    queues.feed();
    assertThat(queues.hasWork(Duration.ZERO)).isFalse();
    discover(url("http://a.test/near", 0));
    assertThat(takeAll()).containsExactly("http://a.test/near");

    rules.notAdmitted.clear();
    queues.rescan();
    queues.feed();
    assertThat(takeAll()).containsExactly("http://a.test/1", "http://a.test/3");
  }

  @Test
  void aSeedThatHasItsBytesIsNotFetched() throws Exception {
    rules.bytes.put("s", 2_500L);
    discover(
        IntStream.range(0, 9).mapToObj(i -> url("http://a.test/" + i, 1)).toArray(CrawlUrl[]::new));

    assertThat(takeAll()).hasSize(3);
    assertThat(queues.hasWork(Duration.ZERO)).isFalse();
    assertThat(queues.hostStatuses(10))
        .extracting(HostStatus::state)
        .containsExactly(HostStatus.State.BUDGET_SPENT);
  }

  @Test
  void aHostThatComesFromAnotherCrawlerWaitsItsWholeDelay() throws Exception {
    discover(url("http://a.test/1", 1), url("http://b.test/1", 1));
    turns.delays.put("a.test", Duration.ofHours(1));
    queues.accept(crawlDelay("http://b.test/robots.txt", Duration.ofHours(2)));
    crash(0);

    assertThat(takeOrNull()).isNull();
    discover(url("http://c.test/1", 1));
    assertThat(take().url().host()).isEqualTo("c.test");
  }

  private UrlsRecord.Outcome crawlDelay(String url, Duration delay) {
    return new UrlsRecord.Outcome(
        UrlNormalForm.of(url),
        "s",
        UrlsRecord.Place.ASIDE,
        FetchEvent.Outcome.NOT_STORED,
        200,
        Instant.ofEpochMilli(micros / 1_000),
        UrlsRecord.Next.DONE,
        Duration.ZERO,
        10,
        null,
        null,
        delay,
        0,
        null,
        null,
        List.of());
  }

  @Test
  void whatIsInFlightIsBrokenOffWhenItsPartitionGoes() throws Exception {
    discover(url("http://a.test/1", 1), url("http://a.test/2", 1));
    Lease lease = take();
    queues.close();

    assertThat(lease.isRevoked()).isTrue();
    assertThat(turns.brokenOff).containsExactly("a.test");
    handover.giveBack(lease);
    assertThat(takeOrNull()).isNull();
  }

  @Test
  void parkedUrlsOfAHostLeftAloneDoNotHideTheWorkOfOthers() throws Exception {
    rules.pages.put("s", 1L);
    discover(
        IntStream.range(0, 5).mapToObj(i -> url("http://a.test/" + i, 1)).toArray(CrawlUrl[]::new));
    Lease lease = take();
    handover.done(lease);
    queues.accept(
        outcome(
            lease.url().url(),
            FetchEvent.Outcome.FETCHED,
            UrlsRecord.Next.DONE,
            Duration.ZERO,
            Duration.ofHours(1)));
    assertThat(takeOrNull()).isNull();
    assertThat(queues.hasWork(Duration.ZERO)).isFalse();

    CrawlUrl other =
        new CrawlUrl(UrlNormalForm.of("http://b.test/"), CrawlUrl.Kind.PAGE, 0, 0, "other");
    discover(other);
    assertThat(queues.hasWork(Duration.ZERO)).isTrue();

    queues.rescan();
    queues.feed();
    assertThat(take().url()).isEqualTo(other);
  }

  @Test
  void theCrawlsPageLimitHoldsOverACrash() throws Exception {
    discover(
        IntStream.range(0, 9).mapToObj(i -> url("http://a.test/" + i, 1)).toArray(CrawlUrl[]::new));
    crash(4);
    assertThat(takeAll()).hasSize(4);
    assertThat(handover.hasAllPages()).isTrue();
    crash(6);
    assertThat(takeAll()).hasSize(2);
    assertThat(store.count('Q')).isEqualTo(3);
  }

  @Test
  void aTrapIsRefusedWithAReasonOnce() {
    CrawlUrl loop =
        new CrawlUrl(UrlNormalForm.of("http://a.test/r"), CrawlUrl.Kind.PAGE, 1, 11, "s");
    discover(url("http://a.test/x/x/x/x", 1), loop);
    crash(0);
    discover(url("http://a.test/x/x/x/x", 1), loop);

    assertThat(refusals)
        .extracting(FetchEvent::reason)
        .containsExactly(
            "trap: path segment repeats more than 3 times",
            "trap: more than 10 redirects in a row");
    assertThat(tally.of("s").of(FetchEvent.Outcome.REFUSED)).isEqualTo(2);
  }

  @Test
  void whateverTheOrderNothingIsLostOrTakenTwice() throws Exception {
    long randomSeed = System.nanoTime();
    Random random = new Random(randomSeed);
    Set<String> known = new HashSet<>();
    List<String> fetched = new ArrayList<>();
    List<Lease> out = new ArrayList<>();
    for (int step = 0; step < 3_000; step++) {
      micros += random.nextInt(3);
      switch (random.nextInt(4)) {
        case 0 -> {
          CrawlUrl found =
              url(
                  "http://h%d.test/%d".formatted(random.nextInt(5), random.nextInt(600)),
                  random.nextInt(6));
          known.add(found.url().toString());
          discover(found);
        }
        case 1 -> {
          Lease lease = handover.take(Duration.ofNanos(1_000));
          if (lease != null) {
            out.add(lease);
          }
        }
        default -> {
          if (!out.isEmpty()) {
            Lease lease = out.remove(random.nextInt(out.size()));
            if (random.nextInt(8) == 0) {
              handover.giveBack(lease);
            } else {
              fetched.add(lease.url().url().toString());
              end(lease, FetchEvent.Outcome.FETCHED, UrlsRecord.Next.DONE, Duration.ZERO);
            }
          }
        }
      }
    }
    out.forEach(handover::giveBack);
    fetched.addAll(takeAll());

    assertThat(fetched)
        .as("random seed %d", randomSeed)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(known);
    assertThat(store.count('Q')).isZero();
  }
}
