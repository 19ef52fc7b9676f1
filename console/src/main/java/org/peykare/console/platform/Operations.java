package org.peykare.console.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.peykare.console.plan.PlanAnswer;
import org.peykare.console.plan.PlanQuestion;
import org.peykare.corpus.CorpusStatus;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.index.SearchHit;
import org.peykare.corpus.quality.QualityReport;
import org.peykare.corpus.store.Snapshot;
import org.peykare.corpus.trial.FilterTrial;
import org.peykare.crawler.seed.Seed;
import org.peykare.formats.run.CrawlOrder;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;
import org.peykare.formats.status.RoleStatus;

/// Everything that can be asked of a platform. The command line, REST and the web pages all speak
/// to it through this: [LocalOperations] where this process has the working directory, or
/// `rest.RemoteOperations` where another one has it.
///
/// Bad input is an [IllegalArgumentException] whose message says what, the value, the accepted
/// range and the remedy.
public interface Operations extends AutoCloseable {
  // ---- seeds

  /// All seeds, by id.
  List<Seed> seeds();

  /// Adds seeds, or replaces those with the same id. Running crawlers follow within seconds.
  void putSeeds(List<Seed> seeds);

  /// Removes a seed; its queued URLs are no longer fetched.
  ///
  /// @return whether there was one
  boolean removeSeed(String id);

  // ---- crawl and platform

  /// The newest status of every process, alive ones first; [RoleStatus#at] tells the silent ones.
  List<RoleStatus> roles();

  /// What the operator wants of the crawlers.
  CrawlOrder.Wanted crawlWanted();

  /// Makes all crawlers pause or go on.
  void orderCrawl(CrawlOrder.Wanted wanted);

  // ---- corpus

  /// Counts of the corpus stream, over all its processes.
  CorpusStatus corpus();

  /// The latest verdict on a page, by its URL in any spelling.
  Optional<Verdict> why(String url);

  /// All that the topics tell of a URL in any spelling, from its discovery to its verdict.
  UrlStory story(String url);

  /// What other filter settings would do to about `pages` pages, spread over those on the topic.
  ///
  /// @param changes values by their names below `corpus.filter`
  FilterTrial.Report tryFilters(Map<String, String> changes, int pages);

  /// The latest verdict on every page.
  void verdicts(Consumer<Verdict> consumer);

  /// All snapshots that can be read, oldest first.
  List<Snapshot> snapshots();

  /// Makes a snapshot of all that the corpus stream has kept so far.
  ///
  /// @param tag names it for ever; where missing it expires in time
  Snapshot makeSnapshot(@Nullable String tag);

  /// Tags a snapshot that is there.
  Snapshot tag(String snapshot, String tag);

  /// Makes a quality model of each language of a snapshot, which judges the pages to come.
  ///
  /// @param good hosts to learn from; empty for all
  List<QualityReport> learnQuality(String snapshot, List<String> good);

  /// The best documents for a query.
  List<SearchHit> search(String query, @Nullable String lang, int limit);

  /// Reads the documents of a snapshot, always in the same order.
  ///
  /// @return the number of documents
  long export(String snapshot, Consumer<Document> consumer);

  // ---- training

  /// Names of the tokenizers of the working directory.
  List<String> tokenizers();

  /// Asks for a training; the trainer takes it up.
  ///
  /// @param name names the run; where missing, one is made from the snapshot's name
  RunState requestRun(
      @Nullable String name,
      String snapshot,
      @Nullable String tokenizer,
      Map<String, String> settings,
      String origin);

  /// What a training would take.
  ///
  /// @param question about tokens, bytes, a published run or a snapshot
  PlanAnswer plan(PlanQuestion question);

  /// All runs, newest first.
  List<RunState> runs();

  /// Changes what is wanted of a run that has not ended.
  RunState orderRun(String id, RunRequest.Wanted wanted);

  /// The training policies.
  List<TrainingPolicy> policies();

  /// Adds or replaces a policy; snapshots that are tagged now are not trained on, unless it says
  /// otherwise.
  void putPolicy(TrainingPolicy policy);

  /// Removes a policy; whether there was one.
  boolean removePolicy(String name);

  // ---- fill in the blanks

  /// Names of the models that can answer, newest first.
  List<String> models();

  /// The best words for each `[MASK]` of a text, or the given candidates ranked.
  ///
  /// @param candidates words to rank for a text with one blank; empty for the best words
  List<List<Filled>> fill(String model, String text, List<String> candidates, int count);

  /// One answer for a blank.
  ///
  /// @param text the word
  /// @param probability of the word; for a candidate of several tokens, of all of them in a row
  record Filled(String text, double probability) {}

  @Override
  void close();
}
