package org.peykare.console.web;

import static org.peykare.console.web.SnapshotPages.text;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.peykare.console.platform.Operations;
import org.peykare.console.web.view.Chart;
import org.peykare.console.web.view.RunView;
import org.peykare.console.web.view.Texts;
import org.peykare.formats.run.RunRequest;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;

/// Trainings: ask for one, watch its loss, pause, resume, cancel; and train by itself on new
/// snapshots.
final class TrainingPages {
  private static final List<String> SETTINGS = List.of("preset", "steps");

  private final Pages pages;
  private final Operations operations;

  TrainingPages(Pages pages, Operations operations) {
    this.pages = pages;
    this.operations = operations;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/training", this::list);
    routes.get("/training/live", this::listLive);
    routes.post("/training", this::request);
    routes.post("/training/policies", this::putPolicy);
    routes.post("/training/policies/{name}/remove", this::removePolicy);
    routes.get("/training/{id}", this::show);
    routes.get("/training/{id}/live", this::live);
    for (RunRequest.Wanted wanted : RunRequest.Wanted.values()) {
      routes.post(
          "/training/{id}/" + wanted.name().toLowerCase(java.util.Locale.ROOT),
          context -> order(context, wanted));
    }
  }

  private void list(Context context) {
    Texts texts = Pages.texts(context);
    pages.show(
        context,
        "training",
        "training",
        texts.of("training.title"),
        Map.of(
            "runs",
            runs(texts),
            "policies",
            operations.policies(),
            "snapshots",
            operations.snapshots().size()));
  }

  private void listLive(Context context) {
    pages.part(
        context,
        "trainingLive",
        Map.of("runs", runs(Pages.texts(context)), "snapshots", operations.snapshots().size()));
  }

  private void request(Context context) {
    Map<String, String> settings = new TreeMap<>();
    for (String key : SETTINGS) {
      String value = text(context.formParam(key));
      if (!value.isEmpty()) {
        settings.put(key, value);
      }
    }
    String name = text(context.formParam("name"));
    String tokenizer = text(context.formParam("tokenizer"));
    RunState run =
        operations.requestRun(
            name.isEmpty() ? null : name,
            text(context.formParam("snapshot")),
            tokenizer.isEmpty() ? null : tokenizer,
            settings,
            "console");
    pages.done(context, "/training/" + run.id(), "run-requested");
  }

  private void show(Context context) {
    RunView view = view(context);
    pages.show(
        context,
        "run",
        "training",
        Pages.texts(context).of("run.title", view.run().id()),
        Map.of("view", view));
  }

  private void live(Context context) {
    pages.part(context, "runLive", Map.of("view", view(context)));
  }

  private void order(Context context, RunRequest.Wanted wanted) {
    String id = context.pathParam("id");
    operations.orderRun(id, wanted);
    if (context.header("HX-Request") == null) {
      context.redirect("/training/" + id, HttpStatus.SEE_OTHER);
    } else {
      live(context);
    }
  }

  private void putPolicy(Context context) {
    Texts texts = Pages.texts(context);
    String tokens = SeedFields.latinDigits(text(context.formParam("min_tokens")));
    if (!tokens.matches("\\d{1,15}")) {
      throw new IllegalArgumentException(texts.of("policy.error.tokens", tokens));
    }
    operations.putPolicy(
        new TrainingPolicy("console", Long.parseLong(tokens), null, Map.of(), Instant.now()));
    pages.done(context, "/training", "policy-saved");
  }

  private void removePolicy(Context context) {
    operations.removePolicy(context.pathParam("name"));
    pages.done(context, "/training", "policy-removed");
  }

  private RunView view(Context context) {
    String id = context.pathParam("id");
    Texts texts = Pages.texts(context);
    return operations.runs().stream()
        .filter(run -> run.id().equals(id))
        .findFirst()
        .map(run -> view(texts, run))
        .orElseThrow(() -> new NoSuchElementException(texts.of("run.error.unknown", id)));
  }

  private List<RunView> runs(Texts texts) {
    return operations.runs().stream().map(run -> view(texts, run)).toList();
  }

  private static RunView view(Texts texts, RunState run) {
    List<Chart.Series> series = new ArrayList<>();
    series.add(new Chart.Series("main", points(run.losses())));
    series.add(new Chart.Series("other", points(run.heldOut())));
    String label =
        run.losses().isEmpty()
            ? texts.of("run.chart.none")
            : texts.of(
                "run.chart.label", texts.decimal(run.losses().getLast().value(), 2), run.step());
    return new RunView(
        Instant.now(),
        run,
        Chart.curves(texts, label, series, run.entropy(), Math.max(run.steps(), run.step())),
        run.steps() == 0 ? 0 : Math.min(1, run.step() / (double) run.steps()));
  }

  private static List<Chart.Point> points(List<RunState.Point> points) {
    return points.stream()
        .filter(point -> Double.isFinite(point.value()))
        .map(point -> new Chart.Point(point.step(), point.value()))
        .toList();
  }
}
