package org.peykare.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peykare.console.monitor.CrawlView;
import org.peykare.console.monitor.CrawlWatch;
import org.peykare.console.platform.Operations;
import org.peykare.console.web.view.HomeView;
import org.peykare.console.web.view.HomeView.Step;
import org.peykare.console.web.view.Texts;
import org.peykare.corpus.CorpusStatus;
import org.peykare.formats.run.RunState;

/// The overview: the road from a site to a model, how far it is walked, and what to do next.
final class HomePage {
  private final Pages pages;
  private final Operations operations;
  private final CrawlWatch watch;

  HomePage(Pages pages, Operations operations, CrawlWatch watch) {
    this.pages = pages;
    this.operations = operations;
    this.watch = watch;
  }

  void addTo(RoutesConfig routes) {
    routes.get(
        "/",
        context -> {
          String title = Pages.texts(context).of("home.title");
          pages.show(context, "home", "home", title, Map.of("view", view(context)));
        });
    routes.get(
        "/home/live", context -> pages.part(context, "homeLive", Map.of("view", view(context))));
  }

  private HomeView view(Context context) {
    Texts texts = Pages.texts(context);
    CrawlView crawl = watch.view();
    CorpusStatus corpus = operations.corpus();
    long snapshots = operations.snapshots().stream().filter(s -> s.documents() > 0).count();
    List<RunState> runs = operations.runs();
    List<String> models = operations.models();
    int seeds = operations.seeds().size();
    long done = runs.stream().filter(run -> run.state() == RunState.State.DONE).count();
    List<Walked> road =
        List.of(
            new Walked("seeds", seeds, texts.of("home.seeds.fact", seeds), "/seeds"),
            new Walked(
                "crawl",
                corpus.documents(),
                texts.of("home.crawl.fact", corpus.read(), texts.decimal(crawl.rate(), 1)),
                "/crawl"),
            new Walked(
                "snapshots",
                snapshots,
                texts.of("home.snapshots.fact", snapshots, corpus.documents()),
                "/snapshots"),
            new Walked(
                "training",
                done,
                texts.of(
                    "home.training.fact",
                    done,
                    runs.stream().filter(r -> !r.state().ended()).count()),
                "/training"),
            new Walked("try", 0, texts.of("home.try.fact", models.size()), "/try"));
    return new HomeView(steps(road, models), crawl.roles(), crawl);
  }

  /// A part of the road.
  ///
  /// @param reached what there is of it; 0 is nothing
  private record Walked(String key, long reached, String fact, String address) {}

  /// Up to the first part that is not done all is done; that one is next, what follows comes later.
  private static List<Step> steps(List<Walked> road, List<String> models) {
    List<Step> steps = new ArrayList<>();
    Step.Turn turn = Step.Turn.DONE;
    for (Walked part : road) {
      boolean reached = part.key().equals("try") ? false : part.reached() > 0;
      if (turn == Step.Turn.NEXT) {
        turn = Step.Turn.LATER;
      } else if (turn == Step.Turn.DONE && !reached) {
        turn = Step.Turn.NEXT;
      }
      boolean usable = part.key().equals("try") && !models.isEmpty();
      steps.add(
          new Step(
              part.key(),
              usable ? Step.Turn.NEXT : reached ? Step.Turn.DONE : turn,
              part.fact(),
              part.address()));
    }
    return steps;
  }
}
