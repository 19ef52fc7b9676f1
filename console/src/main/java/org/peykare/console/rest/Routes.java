package org.peykare.console.rest;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;
import static org.peykare.console.rest.Endpoint.answer;
import static org.peykare.console.rest.Endpoint.body;
import static org.peykare.console.rest.Endpoint.required;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.peykare.console.plan.PlanAnswer;
import org.peykare.console.plan.PlanQuestion;
import org.peykare.console.platform.Operations;
import org.peykare.console.platform.UrlStory;
import org.peykare.console.rest.Endpoint.Answer;
import org.peykare.console.rest.Endpoint.Need;
import org.peykare.console.rest.Endpoint.Parameter;
import org.peykare.corpus.CorpusStatus;
import org.peykare.corpus.document.Document;
import org.peykare.corpus.document.Verdict;
import org.peykare.corpus.trial.FilterTrial;
import org.peykare.crawler.seed.Seed;
import org.peykare.formats.run.RunState;
import org.peykare.formats.run.TrainingPolicy;

/// All routes of the interface, in the order of [Operations].
final class Routes {
  private static final Answer NOTHING = new Answer.Nothing();
  private static final int DEFAULT_HITS = 10;
  private static final int DEFAULT_WORDS = 5;
  private static final int DEFAULT_PAGES = 1_000;
  private static final int MOST_PAGES = 100_000;

  private final Operations operations;

  Routes(Operations operations) {
    this.operations = operations;
  }

  List<Endpoint> all() {
    return Stream.of(
            seeds(), crawl(), corpus(), inspection(), snapshots(), runs(), policies(), models())
        .flatMap(List::stream)
        .toList();
  }

  private List<Endpoint> seeds() {
    return List.of(
        Endpoint.of(
            GET,
            "/seeds",
            "All seeds, by id.",
            one(Bodies.Seeds.class),
            context ->
                answer(context, 200, Bodies.Seeds.class, new Bodies.Seeds(operations.seeds()))),
        Endpoint.of(
                PUT,
                "/seeds",
                "Adds seeds, or replaces those with the same id.",
                NOTHING,
                context -> operations.putSeeds(seeds(body(context, Bodies.Seeds.class))))
            .taking(Bodies.Seeds.class),
        Endpoint.of(
                DELETE,
                "/seeds",
                "Removes a seed; its queued URLs are no longer fetched.",
                NOTHING,
                context -> {
                  String id = required(context, "id");
                  if (!operations.removeSeed(id)) {
                    throw new NoSuchElementException("There is no seed " + id);
                  }
                })
            .with(new Parameter("id", "the seed's id", Need.REQUIRED)));
  }

  private List<Endpoint> crawl() {
    return List.of(
        Endpoint.of(
            GET,
            "/roles",
            "The newest status of every process, alive ones first.",
            one(Bodies.Roles.class),
            context ->
                answer(context, 200, Bodies.Roles.class, new Bodies.Roles(operations.roles()))),
        Endpoint.of(
            GET,
            "/crawl",
            "What the operator wants of the crawlers.",
            one(Bodies.Crawl.class),
            context ->
                answer(
                    context, 200, Bodies.Crawl.class, new Bodies.Crawl(operations.crawlWanted()))),
        Endpoint.of(
                PUT,
                "/crawl",
                "Makes all crawlers pause or go on.",
                NOTHING,
                context ->
                    operations.orderCrawl(
                        given(body(context, Bodies.Crawl.class).wanted(), "wanted")))
            .taking(Bodies.Crawl.class));
  }

  private List<Endpoint> corpus() {
    return List.of(
        Endpoint.of(
            GET,
            "/corpus",
            "Counts of the corpus, over all its processes.",
            one(CorpusStatus.class),
            context -> answer(context, 200, CorpusStatus.class, operations.corpus())),
        Endpoint.of(
                GET,
                "/verdict",
                "The latest verdict on a page.",
                one(Verdict.class),
                context -> {
                  String url = required(context, "url");
                  answer(
                      context,
                      200,
                      Verdict.class,
                      operations
                          .why(url)
                          .orElseThrow(
                              () -> new NoSuchElementException("There is no verdict on " + url)));
                })
            .with(new Parameter("url", "the page's URL, in any spelling", Need.REQUIRED)),
        Endpoint.of(
            GET,
            "/verdicts",
            "The latest verdict on every page.",
            new Answer.Lines(Verdict.class),
            context -> Lines.write(context, Verdict.class, operations::verdicts)),
        Endpoint.of(
                GET,
                "/search",
                "The best documents for a query.",
                one(Bodies.Hits.class),
                context ->
                    answer(
                        context,
                        200,
                        Bodies.Hits.class,
                        new Bodies.Hits(
                            operations.search(
                                required(context, "query"),
                                context.queryParam("lang"),
                                number(context, "limit", DEFAULT_HITS, 1_000)))))
            .with(
                new Parameter("query", "words; quotes make a phrase", Need.REQUIRED),
                new Parameter("lang", "ISO 639 code", Need.OPTIONAL),
                new Parameter("limit", "1..1000, 10 where missing", Need.OPTIONAL)));
  }

  private List<Endpoint> inspection() {
    return List.of(
        Endpoint.of(
                GET,
                "/story",
                "All that is known of a URL, from its discovery to its verdict.",
                one(UrlStory.class),
                context ->
                    answer(
                        context, 200, UrlStory.class, operations.story(required(context, "url"))))
            .with(new Parameter("url", "the page's URL, in any spelling", Need.REQUIRED)),
        Endpoint.of(
                POST,
                "/trials",
                "What other filter settings would do to a sample of the pages.",
                one(FilterTrial.Report.class),
                context -> {
                  Bodies.Trial asked = body(context, Bodies.Trial.class);
                  Integer pages = asked.pages();
                  answer(
                      context,
                      200,
                      FilterTrial.Report.class,
                      operations.tryFilters(
                          given(asked.filter(), "filter"),
                          pages == null ? DEFAULT_PAGES : between("pages", pages, MOST_PAGES)));
                })
            .taking(Bodies.Trial.class),
        Endpoint.of(
                POST,
                "/quality",
                "Makes a quality model of each language of a snapshot.",
                one(Bodies.Quality.class),
                context -> {
                  Bodies.QualityAsked asked = body(context, Bodies.QualityAsked.class);
                  answer(
                      context,
                      200,
                      Bodies.Quality.class,
                      new Bodies.Quality(
                          operations.learnQuality(
                              given(asked.snapshot(), "snapshot"),
                              asked.good() == null ? List.of() : asked.good())));
                })
            .taking(Bodies.QualityAsked.class));
  }

  private List<Endpoint> snapshots() {
    return List.of(
        Endpoint.of(
            GET,
            "/snapshots",
            "All snapshots that can be read, oldest first.",
            one(Bodies.Snapshots.class),
            context ->
                answer(
                    context,
                    200,
                    Bodies.Snapshots.class,
                    new Bodies.Snapshots(
                        operations.snapshots().stream().map(Bodies.SnapshotBody::of).toList()))),
        Endpoint.of(
                POST,
                "/snapshots",
                "Makes a snapshot of all that the corpus has kept so far.",
                new Answer.One(201, Bodies.SnapshotBody.class),
                context ->
                    answer(
                        context,
                        201,
                        Bodies.SnapshotBody.class,
                        Bodies.SnapshotBody.of(
                            operations.makeSnapshot(body(context, Bodies.Tag.class).tag()))))
            .taking(Bodies.Tag.class),
        Endpoint.of(
                POST,
                "/snapshots/{name}/tags",
                "Tags a snapshot.",
                new Answer.One(201, Bodies.SnapshotBody.class),
                context ->
                    answer(
                        context,
                        201,
                        Bodies.SnapshotBody.class,
                        Bodies.SnapshotBody.of(
                            operations.tag(
                                context.pathParam("name"),
                                given(body(context, Bodies.Tag.class).tag(), "tag")))))
            .taking(Bodies.Tag.class),
        Endpoint.of(
            GET,
            "/snapshots/{name}/documents",
            "The documents of a snapshot, always in the same order.",
            new Answer.Lines(Document.class),
            context ->
                Lines.write(
                    context,
                    Document.class,
                    consumer -> operations.export(context.pathParam("name"), consumer))));
  }

  private List<Endpoint> runs() {
    return List.of(
        Endpoint.of(
                POST,
                "/plan",
                "What a training would take: operations, hours, memory, cost.",
                one(PlanAnswer.class),
                context ->
                    answer(
                        context,
                        200,
                        PlanAnswer.class,
                        operations.plan(body(context, PlanQuestion.class))))
            .taking(PlanQuestion.class),
        Endpoint.of(
            GET,
            "/runs",
            "All training runs, newest first.",
            one(Bodies.Runs.class),
            context -> answer(context, 200, Bodies.Runs.class, new Bodies.Runs(operations.runs()))),
        Endpoint.of(
                POST,
                "/runs",
                "Asks for a training.",
                new Answer.One(201, RunState.class),
                context -> {
                  Bodies.RunAsked asked = body(context, Bodies.RunAsked.class);
                  answer(
                      context,
                      201,
                      RunState.class,
                      operations.requestRun(
                          asked.name(),
                          given(asked.snapshot(), "snapshot"),
                          asked.tokenizer(),
                          asked.settings() == null ? Map.of() : asked.settings(),
                          asked.origin() == null ? "rest" : asked.origin()));
                })
            .taking(Bodies.RunAsked.class),
        Endpoint.of(
                PUT,
                "/runs/{id}/wanted",
                "Changes what is wanted of a run.",
                one(RunState.class),
                context ->
                    answer(
                        context,
                        200,
                        RunState.class,
                        operations.orderRun(
                            context.pathParam("id"),
                            given(body(context, Bodies.Wanted.class).wanted(), "wanted"))))
            .taking(Bodies.Wanted.class));
  }

  private List<Endpoint> policies() {
    return List.of(
        Endpoint.of(
            GET,
            "/policies",
            "The training policies.",
            one(Bodies.Policies.class),
            context ->
                answer(
                    context,
                    200,
                    Bodies.Policies.class,
                    new Bodies.Policies(operations.policies()))),
        Endpoint.of(
                PUT,
                "/policies",
                "Adds or replaces a training policy.",
                NOTHING,
                context -> operations.putPolicy(policy(body(context, Bodies.PolicyAsked.class))))
            .taking(Bodies.PolicyAsked.class),
        Endpoint.of(
            DELETE,
            "/policies/{name}",
            "Removes a training policy.",
            NOTHING,
            context -> {
              String name = context.pathParam("name");
              if (!operations.removePolicy(name)) {
                throw new NoSuchElementException("There is no policy " + name);
              }
            }));
  }

  private List<Endpoint> models() {
    return List.of(
        Endpoint.of(
            GET,
            "/tokenizers",
            "Names of the tokenizers.",
            one(Bodies.Names.class),
            context ->
                answer(
                    context, 200, Bodies.Names.class, new Bodies.Names(operations.tokenizers()))),
        Endpoint.of(
            GET,
            "/models",
            "Names of the models that can answer, newest first.",
            one(Bodies.Names.class),
            context ->
                answer(context, 200, Bodies.Names.class, new Bodies.Names(operations.models()))),
        Endpoint.of(
                POST,
                "/fill",
                "The best words for each [MASK] of a text, or the given candidates ranked.",
                one(Bodies.Fills.class),
                context -> {
                  Bodies.Blanks asked = body(context, Bodies.Blanks.class);
                  answer(
                      context,
                      200,
                      Bodies.Fills.class,
                      new Bodies.Fills(
                          operations.fill(
                              given(asked.model(), "model"),
                              given(asked.text(), "text"),
                              asked.candidates() == null ? List.of() : asked.candidates(),
                              count(asked))));
                })
            .taking(Bodies.Blanks.class));
  }

  private static int count(Bodies.Blanks asked) {
    Integer count = asked.count();
    return count == null ? DEFAULT_WORDS : between("count", count, 1_000);
  }

  private static int number(Context context, String name, int fallback, int most) {
    String text = context.queryParam(name);
    if (text == null) {
      return fallback;
    }
    try {
      return between(name, Integer.parseInt(text), most);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Invalid %s: '%s' (must be 1..%d)".formatted(name, text, most), e);
    }
  }

  private static int between(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "Invalid %s: %d (must be 1..%d)".formatted(name, value, most));
    }
    return value;
  }

  private static List<Seed> seeds(Bodies.Seeds asked) {
    List<Seed> seeds = given(asked.seeds(), "seeds");
    for (int i = 0; i < seeds.size(); i++) {
      given(seeds.get(i), "seeds[%d]".formatted(i));
    }
    return seeds;
  }

  /// The policy that is asked for; it counts from now on unless it says since when.
  private static TrainingPolicy policy(Bodies.PolicyAsked asked) {
    return new TrainingPolicy(
        given(asked.name(), "name"),
        given(asked.minTokens(), "min_tokens"),
        asked.tokenizer(),
        asked.settings() == null ? Map.of() : asked.settings(),
        asked.start() == null ? TrainingPolicy.Start.SCRATCH : asked.start(),
        asked.known(),
        asked.since() == null ? Instant.now() : asked.since());
  }

  private static <T> T given(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException("The request lacks the field " + name);
    }
    return value;
  }

  private static Answer one(Class<?> type) {
    return new Answer.One(200, type);
  }
}
