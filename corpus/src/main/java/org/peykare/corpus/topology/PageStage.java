package org.peykare.corpus.topology;

import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.peykare.corpus.dedup.Claim;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.page.PageOutcome;
import org.peykare.corpus.page.PageProcessor;
import org.peykare.formats.topic.Topic;
import org.peykare.formats.url.DocumentId;
import org.peykare.formats.url.UrlNormalForm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A page arrives: dropped at once by a filter, or held while its keys are claimed.
final class PageStage implements Processor<String, byte[], String, Emission> {
  private static final Logger LOG = LoggerFactory.getLogger(PageStage.class);
  private static final int MAX_DOCUMENT_BYTES = Topic.MAX_RECORD_BYTES - 1024 * 1024;

  private final PageProcessor processor;
  private final int partitions;

  @SuppressWarnings("NullAway.Init")
  private PageLedger ledger;

  private int home;

  PageStage(PageProcessor processor, int partitions) {
    this.processor = processor;
    this.partitions = partitions;
  }

  @Override
  public void init(ProcessorContext<String, Emission> context) {
    ledger = new PageLedger(context);
    home = context.taskId().partition();
  }

  @Override
  public void process(Record<String, byte[]> page) {
    if (page.key() == null || page.value() == null) {
      LOG.warn("Topic pages holds a record without key or value; it is left out");
      return;
    }
    ledger.count(PageLedger.READ, 1);
    judge(page);
    ledger.flush();
  }

  private void judge(Record<String, byte[]> page) {
    WarcHead head = WarcHead.of(page.value());
    if (head.type().equals("revisit")) {
      ledger.count(PageLedger.REVISITS, 1);
      return;
    }
    PageState state = ledger.state(page.key());
    switch (state.arrivalOf(head)) {
      case REPEATED -> ledger.count(PageLedger.REPEATED, 1);
      case SUPERSEDED -> ledger.count(PageLedger.SUPERSEDED, 1);
      case NEWER -> {
        PageState accepted = state.accept(head);
        ledger.save(
            page.key(),
            switch (outcome(page, head)) {
              case PageOutcome.Dropped dropped -> dropped(page, accepted, state, dropped.drop());
              case PageOutcome.Candidate candidate -> candidate(page, accepted, candidate);
            });
      }
    }
  }

  private PageState candidate(
      Record<String, byte[]> page, PageState state, PageOutcome.Candidate candidate) {
    String url = page.key();
    Document document = candidate.document();
    byte[] json = Document.CODEC.toBytes(document);
    Verdict.Keep verdict = Verdict.Keep.of(document);
    ledger.hold(url, state.version(), new Pending.Candidate(verdict, json));
    Claim.of(
            DocumentId.ofNormalForm(url),
            url,
            state.version(),
            state.claimed(),
            home,
            candidate.signature(),
            partitions)
        .forEach(to -> ledger.emit(page, new Emission.Claimed(to.partition(), to.claim())));
    return state.claim(state.version());
  }

  /// A drop has its verdict at once, unless an earlier version still waits for its own. The decider
  /// hears of it when the document is, or may yet come, into the corpus.
  private PageState dropped(
      Record<String, byte[]> page, PageState state, PageState before, Verdict.Drop drop) {
    PageState next = state;
    if (before.inCorpus() || before.undecided()) {
      DocumentId document = DocumentId.ofNormalForm(page.key());
      Claim withdraw = new Claim.Withdraw(document, state.version(), state.claimed());
      int partition = Claim.partitionOf(document.low(), partitions);
      ledger.emit(page, new Emission.Claimed(partition, withdraw));
      next = state.claim(state.version());
    }
    if (before.undecided()) {
      ledger.hold(page.key(), state.version(), new Pending.Dropped(drop));
      return next;
    }
    return ledger.drop(page, next, state.version(), drop);
  }

  /// Whatever happens to a page, it gets a verdict: a failure of the processor is one too.
  private PageOutcome outcome(Record<String, byte[]> page, WarcHead head) {
    if (page.key().length() > UrlNormalForm.MAX_LENGTH) {
      return drop(page, head, Stage.READ, "url-too-long", page.key().length());
    }
    if (!isNormalForm(page.key())) {
      return drop(page, head, Stage.READ, "bad-url", page.key().length());
    }
    PageOutcome outcome;
    try {
      outcome = processor.process(page.key(), page.value());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("The page {} could not be processed", page.key(), e);
      return drop(page, head, Stage.READ, "failed", page.value().length);
    }
    if (outcome instanceof PageOutcome.Candidate candidate
        && candidate.document().text().length() > MAX_DOCUMENT_BYTES / 4) {
      return drop(page, head, Stage.LENGTH, "too-large", candidate.document().text().length());
    }
    return outcome;
  }

  /// A document is known by its URL in normal form: under any other key it could never be replaced.
  private static boolean isNormalForm(String url) {
    return UrlNormalForm.parse(url).filter(form -> form.toString().equals(url)).isPresent();
  }

  private static PageOutcome drop(
      Record<String, byte[]> page, WarcHead head, Stage stage, String reason, double size) {
    return new PageOutcome.Dropped(
        new Verdict.Drop(page.key(), head.date(), null, stage, reason, Map.of("size", size), null));
  }
}
