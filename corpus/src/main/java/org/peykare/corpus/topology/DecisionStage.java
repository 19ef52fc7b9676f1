package org.peykare.corpus.topology;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.peykare.corpus.dedup.Decision;
import org.peykare.corpus.document.Stage;
import org.peykare.corpus.document.Verdict;

/// A decision comes home: the page version that waited for it leaves as a document or as a drop.
final class DecisionStage implements Processor<String, Decision, String, Emission> {
  @SuppressWarnings("NullAway.Init")
  private PageLedger ledger;

  @Override
  public void init(ProcessorContext<String, Emission> context) {
    ledger = new PageLedger(context);
  }

  @Override
  public void process(Record<String, Decision> record) {
    String url = record.key();
    Decision decision = record.value();
    Optional<Pending> pending = ledger.pending(url, decision.version());
    if (pending.isEmpty()) {
      throw new IllegalStateException(
          "Cannot apply a decision: version %d of %s is not pending; the stream's state does not fit its topics"
              .formatted(decision.version(), url));
    }
    PageState state = settle(record, ledger.state(url), pending.get(), decision);
    ledger.save(url, dropsThatWaited(record, state));
    ledger.flush();
  }

  private PageState settle(
      Record<String, Decision> record, PageState state, Pending pending, Decision decision) {
    ledger.release(record.key(), decision.version());
    return switch (pending) {
      case Pending.Dropped dropped ->
          ledger.drop(record, state, decision.version(), dropped.verdict());
      case Pending.Candidate candidate ->
          switch (decision) {
            case Decision.Keep keep ->
                ledger.keep(
                    record, state, keep.version(), candidate.verdict(), candidate.document());
            case Decision.Duplicate duplicate ->
                ledger.drop(
                    record, state, duplicate.version(), drop(candidate.verdict(), duplicate));
          };
    };
  }

  /// Versions that a filter dropped while this one was undecided.
  private PageState dropsThatWaited(Record<String, Decision> record, PageState decided) {
    PageState state = decided;
    while (state.undecided()) {
      int version = state.decided() + 1;
      if (!(ledger.pending(record.key(), version).orElse(null) instanceof Pending.Dropped next)) {
        break;
      }
      ledger.release(record.key(), version);
      state = ledger.drop(record, state, version, next.verdict());
    }
    return state;
  }

  private static Verdict.Drop drop(Verdict.Keep verdict, Decision.Duplicate duplicate) {
    return new Verdict.Drop(
        verdict.url(),
        verdict.fetched(),
        verdict.lang(),
        duplicate.exact() ? Stage.EXACT : Stage.NEAR,
        duplicate.exact() ? "duplicate" : "near-duplicate",
        Map.of("bands", (double) duplicate.bands()),
        duplicate.survivor());
  }
}
