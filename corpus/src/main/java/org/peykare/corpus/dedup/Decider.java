package org.peykare.corpus.dedup;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.peykare.corpus.dedup.Answer.Found;
import org.peykare.corpus.dedup.Answer.Match;
import org.peykare.corpus.dedup.Answer.Withdrawn;
import org.peykare.formats.url.DocumentId;

/// Decides which page of a cluster survives: the first one decided. It is the only one of its kind,
/// so that decisions have an order; a decision never changes.
///
/// A page version is decided when the answers of all partitions are there. Among the matches:
/// - one that is kept makes it a duplicate of that one;
/// - one that is itself a duplicate makes it a duplicate of the survivor;
/// - one that is not decided yet is given a link to this one, which it follows when its own turn
///   comes, and which others who meet it follow at once.
///
/// A match whose document has another text by now, or has left the corpus, counts for nothing; but
/// where its old text was a duplicate, it goes on leading to the survivor of that time.
public final class Decider implements Processor<Integer, Answer, String, Decision> {
  /// Name of the state store.
  public static final String STORE = "decisions";

  /// Longest chain of duplicates that is followed; chains shorten themselves, because a duplicate
  /// always names a document that was kept when it was decided.
  private static final int MAX_CHAIN = 64;

  private static final Comparator<Survivor> BEST =
      Comparator.comparing((Survivor s) -> !s.exact).thenComparing(s -> s.document);

  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<String, Decision> context;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<Bytes, byte[]> store;

  /// A kept document that a match leads to.
  private record Survivor(DocumentId document, long text, String url, boolean exact, int bands) {}

  @Override
  public void init(ProcessorContext<String, Decision> processorContext) {
    context = processorContext;
    store = processorContext.getStateStore(STORE);
  }

  @Override
  public void process(Record<Integer, Answer> record) {
    Optional<Answer> next =
        switch (record.value()) {
          case Withdrawn gone -> Optional.of(gone);
          case Found found -> collect(found).map(found::withMatches);
        };
    while (next.isPresent()) {
      next = settle(next.get(), record);
    }
  }

  /// Adds an answer to those that are there; all matches once the last answer has come.
  private Optional<List<Match>> collect(Found found) {
    Bytes key = Collected.key(found.document(), found.version());
    Collected collected = Collected.fromBytes(store.get(key)).plus(found.matches());
    if (collected.answers() < found.parts()) {
      store.put(key, collected.toBytes());
      return Optional.empty();
    }
    store.delete(key);
    return Optional.of(collected.matches());
  }

  /// Decides, or puts the version aside until the one before it is decided.
  ///
  /// @return the version that was waiting for this one
  private Optional<Answer> settle(Answer complete, Record<Integer, Answer> record) {
    Standing before = Standing.fromBytes(store.get(Standing.key(complete.document())));
    if (before.version() < complete.after()) {
      store.put(waitingKey(complete.document(), complete.after()), Answer.write(complete));
      return Optional.empty();
    }
    switch (complete) {
      case Withdrawn gone ->
          store.put(Standing.key(gone.document()), before.withdrawn(gone.version()).toBytes());
      case Found found ->
          context.forward(record.withKey(found.url()).withValue(decide(found, found.matches())));
    }
    Bytes waitingKey = waitingKey(complete.document(), complete.version());
    byte[] waiting = store.get(waitingKey);
    if (waiting == null) {
      return Optional.empty();
    }
    store.delete(waitingKey);
    return Optional.of(Answer.read(waiting));
  }

  private static Bytes waitingKey(DocumentId document, int after) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + DocumentId.BYTES + 4)
            .put((byte) 'W')
            .put(document.toBytes())
            .putInt(after)
            .array());
  }

  private Decision decide(Found found, List<Match> answered) {
    List<Match> matches = new ArrayList<>(answered);
    Bytes linkKey = Link.key(found.document(), found.version());
    Link.fromBytes(store.get(linkKey)).ifPresent(matches::add);
    store.delete(linkKey);

    Optional<Survivor> best =
        matches.stream()
            .map(match -> follow(match, match.exact(), match.bands(), 0))
            .flatMap(Optional::stream)
            .filter(survivor -> !survivor.document.equals(found.document()))
            .min(BEST);
    Standing standing =
        best.map(
                s -> Standing.duplicate(found.version(), found.text(), s.document, s.text, s.exact))
            .orElseGet(() -> Standing.kept(found.version(), found.text(), found.url()));
    replaceStanding(found.document(), standing);
    linkUndecided(found, matches);
    return best.<Decision>map(
            s -> new Decision.Duplicate(found.version(), found.home(), s.url, s.exact, s.bands))
        .orElseGet(() -> new Decision.Keep(found.version(), found.home()));
  }

  /// A duplicate that gets another text may be the only one that the others of its old text still
  /// meet: it is remembered whose duplicate it was.
  private void replaceStanding(DocumentId document, Standing standing) {
    Standing before = Standing.fromBytes(store.get(Standing.key(document)));
    if (before.kind() == Standing.Kind.DUPLICATE && before.text() != standing.text()) {
      store.put(Standing.formerKey(document, before.text()), before.toBytes());
    }
    store.put(Standing.key(document), standing.toBytes());
  }

  /// The kept document that a match leads to, if it leads to one.
  private Optional<Survivor> follow(Match match, boolean exact, int bands, int depth) {
    if (depth > MAX_CHAIN) {
      return Optional.empty();
    }
    Standing standing = Standing.fromBytes(store.get(Standing.key(match.document())));
    if (standing.version() < match.version()) {
      if (standing.kind() == Standing.Kind.KEPT) {
        // Its new version is on the way to a decision; the page keeps its place until then.
        return Optional.of(
            new Survivor(match.document(), match.text(), standing.url(), exact, bands));
      }
      return Link.fromBytes(store.get(Link.key(match.document(), match.version())))
          .flatMap(link -> follow(link, exact && link.exact(), bands, depth + 1));
    }
    boolean current = standing.version() == match.version() || standing.text() == match.text();
    Standing then =
        current
            ? standing
            : Standing.fromBytes(store.get(Standing.formerKey(match.document(), match.text())));
    return survivorOf(match.document(), then, exact, bands, depth);
  }

  private Optional<Survivor> survivorOf(
      DocumentId document, Standing standing, boolean exact, int bands, int depth) {
    return switch (standing.kind()) {
      case KEPT ->
          Optional.of(new Survivor(document, standing.text(), standing.url(), exact, bands));
      case DUPLICATE -> {
        Standing next = Standing.fromBytes(store.get(Standing.key(standing.survivor())));
        boolean unchanged = next.text() == standing.survivorText() && depth < MAX_CHAIN;
        yield unchanged
            ? survivorOf(standing.survivor(), next, exact && standing.exact(), bands, depth + 1)
            : Optional.empty();
      }
      case WITHDRAWN, UNKNOWN -> Optional.empty();
    };
  }

  /// Gives every undecided match a link to the document just decided, unless it has one that leads
  /// somewhere.
  private void linkUndecided(Found found, List<Match> matches) {
    for (Match match : matches) {
      Standing standing = Standing.fromBytes(store.get(Standing.key(match.document())));
      if (match.document().equals(found.document()) || standing.version() >= match.version()) {
        continue;
      }
      Bytes key = Link.key(match.document(), match.version());
      Optional<Survivor> led =
          Link.fromBytes(store.get(key))
              .flatMap(link -> follow(link, link.exact(), link.bands(), 0));
      if (led.isEmpty()) {
        Match link =
            new Match(
                found.document(), found.version(), found.text(), match.exact(), match.bands());
        store.put(key, Link.toBytes(link));
      }
    }
  }
}
