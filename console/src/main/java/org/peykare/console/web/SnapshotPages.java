package org.peykare.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.peykare.console.platform.Operations;
import org.peykare.console.web.view.Bar;
import org.peykare.console.web.view.Passage;
import org.peykare.console.web.view.SnapshotsView;
import org.peykare.console.web.view.Texts;
import org.peykare.corpus.CorpusStatus;

/// Snapshots of the corpus: make, tag, count, search, and train on one.
final class SnapshotPages {
  private static final int BARS = 15;
  private static final int HITS = 20;

  private final Pages pages;
  private final Operations operations;

  SnapshotPages(Pages pages, Operations operations) {
    this.pages = pages;
    this.operations = operations;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/snapshots", this::show);
    routes.get("/snapshots/corpus", this::corpus);
    routes.get("/snapshots/plan", this::plan);
    routes.post("/snapshots", this::make);
    routes.post("/snapshots/{snapshot}/tag", this::tag);
  }

  private void show(Context context) {
    Texts texts = Pages.texts(context);
    String query = text(context.queryParam("q"));
    CorpusStatus corpus = operations.corpus();
    SnapshotsView view =
        new SnapshotsView(
            Instant.now(),
            operations.snapshots().reversed().stream()
                .map(snapshot ->
                    new SnapshotsView.Row(
                        snapshot,
                        Bar.of(texts, snapshot.byLanguage(), BARS, texts::languageName),
                        dropped(texts, snapshot.verdicts().dropped())))
                .toList(),
            corpus,
            dropped(texts, corpus.dropped()),
            operations.tokenizers(),
            query,
            query.isEmpty()
                ? List.of()
                : operations.search(query, null, HITS).stream()
                    .map(hit -> new SnapshotsView.Hit(hit, Passage.of(hit.snippet())))
                    .toList());
    pages.show(
        context, "snapshots", "snapshots", texts.of("snapshots.title"), Map.of("view", view));
  }

  private void corpus(Context context) {
    CorpusStatus corpus = operations.corpus();
    pages.part(
        context,
        "corpusLive",
        Map.of("corpus", corpus, "dropped", dropped(Pages.texts(context), corpus.dropped())));
  }

  /// What the training of the form would take.
  private void plan(Context context) {
    Texts texts = Pages.texts(context);
    String steps = SeedFields.latinDigits(text(context.queryParam("steps")));
    if (!steps.matches("\\d{0,9}")) {
      throw new IllegalArgumentException(texts.of("train.plan.steps", steps));
    }
    pages.part(
        context,
        "trainPlan",
        Map.of(
            "estimate",
            new Estimates(operations)
                .of(
                    text(context.queryParam("snapshot")),
                    text(context.queryParam("preset")),
                    steps.isEmpty() ? 0 : Integer.parseInt(steps))));
  }

  private void make(Context context) {
    String tag = text(context.formParam("tag"));
    operations.makeSnapshot(tag.isEmpty() ? null : tag);
    pages.done(context, "/snapshots", "snapshot-made");
  }

  private void tag(Context context) {
    operations.tag(context.pathParam("snapshot"), text(context.formParam("tag")));
    pages.done(context, "/snapshots", "snapshot-tagged");
  }

  private static List<Bar> dropped(Texts texts, Map<String, Long> counts) {
    return Bar.of(texts, counts, BARS, name -> reason(texts, name));
  }

  /// `filter/too-short` in words.
  static String reason(Texts texts, String name) {
    int slash = name.indexOf('/');
    return slash < 0
        ? texts.name("reason", name)
        : texts.of(
            "reason.with",
            texts.name("stage", name.substring(0, slash)),
            texts.name("reason", name.substring(slash + 1)));
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }
}
