package org.peykare.console.metrics;

import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.peykare.console.monitor.CrawlView;
import org.peykare.console.monitor.CrawlWatch;
import org.peykare.console.platform.Operations;
import org.peykare.console.server.Access;
import org.peykare.console.server.RouteGroup;
import org.peykare.corpus.CorpusStatus;
import org.peykare.formats.run.RunState;
import org.peykare.formats.status.RoleStatus;

/// Measures of the crawl, the corpus, the trainings and this process. All are read once per scrape.
///
/// | Name | Labels |
/// |---|---|
/// | `peykare_fetches_total` | `outcome`, `status`: since the console began to watch |
/// | `peykare_new_pages_total`, `peykare_fetched_bytes_total` | the same |
/// | `peykare_verdicts_total` | `verdict`, `stage`, `reason`: since the corpus began |
/// | `peykare_corpus_documents`, `peykare_corpus_pending_pages`, `peykare_corpus_lag_records` | |
/// | `peykare_frontier_urls` | `state`: `queued`, `in_flight`, `waiting` |
/// | `peykare_crawl_stalled` | 1 while a running crawl finds nothing new |
/// | `peykare_role_up` | `role`, `instance` |
/// | `peykare_run_step`, `peykare_run_loss`, `peykare_run_tokens_per_second` | `run`: trainings that have not ended |
/// | `jvm_…`, `process_…`, `system_…` | of this process |
public final class Measures implements RouteGroup {
  private static final List<String> FRONTIER = List.of("queued", "in_flight", "waiting");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final Operations operations;
  private final CrawlWatch watch;
  private final Map<Tags, Long> counts = new HashMap<>();
  private final MultiGauge frontier = gauges("peykare.frontier.urls", "URLs of the frontier");
  private final MultiGauge roles = gauges("peykare.role.up", "Whether a process has spoken lately");
  private final MultiGauge steps = gauges("peykare.run.step", "Optimizer steps done");
  private final MultiGauge losses = gauges("peykare.run.loss", "Training loss, nats per token");
  private final MultiGauge speeds =
      gauges("peykare.run.tokens.per.second", "Tokens trained on per second, lately");
  private volatile CrawlView crawl;
  private volatile CorpusStatus corpus;

  /// Measures of the platform behind `operations`, whose crawl `watch` follows.
  public Measures(Operations operations, CrawlWatch watch) {
    this.operations = operations;
    this.watch = watch;
    this.crawl = watch.view();
    this.corpus = new CorpusStatus("starting", 0, 0, Map.of(), 0, 0, 0, 0, 0, 0);
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collector.bindTo(registry);
    grows("peykare.new.pages", "Pages fetched that were new or changed", m -> m.crawl.newPages());
    grows("peykare.fetched.bytes", "Body bytes received", m -> m.crawl.bytes());
    gauge(
        "peykare.crawl.stalled",
        "1 while a running crawl finds nothing new",
        m -> m.crawl.alarm() == null ? 0 : 1);
    gauge("peykare.corpus.documents", "Documents in the corpus", m -> m.corpus.documents());
    gauge("peykare.corpus.lag.records", "Fetched records not read yet", m -> m.corpus.lag());
    gauge("peykare.corpus.pending.pages", "Pages being compared", m -> m.corpus.pending());
  }

  @Override
  public void addTo(RoutesConfig routes, Access access) {
    routes.get(
        "/metrics",
        context ->
            context.result(scrape()).contentType("text/plain; version=0.0.4; charset=utf-8"));
  }

  @Override
  public void stopping() {
    collector.close();
    registry.close();
  }

  private synchronized String scrape() {
    crawl = watch.view();
    corpus = operations.corpus();
    crawl
        .outcomes()
        .forEach((name, count) ->
            count(
                "peykare.fetches", Tags.of("outcome", before(name), "status", after(name)), count));
    count("peykare.verdicts", Tags.of("verdict", "kept", "stage", "", "reason", ""), corpus.kept());
    corpus
        .dropped()
        .forEach((name, count) ->
            count(
                "peykare.verdicts",
                Tags.of("verdict", "dropped", "stage", before(name), "reason", after(name)),
                count));
    frontier.register(
        FRONTIER.stream()
            .<MultiGauge.Row<?>>map(
                state -> MultiGauge.Row.of(Tags.of("state", state), crawl.count("crawler", state)))
            .toList(),
        true);
    roles.register(crawl.roles().stream().<MultiGauge.Row<?>>map(this::row).toList(), true);
    runs(operations.runs().stream().filter(run -> !run.state().ended()).toList());
    return registry.scrape();
  }

  private MultiGauge.Row<?> row(RoleStatus role) {
    return MultiGauge.Row.of(
        Tags.of("role", role.role(), "instance", role.instance()), crawl.alive(role) ? 1 : 0);
  }

  private void runs(List<RunState> active) {
    List<MultiGauge.Row<?>> step = new ArrayList<>();
    List<MultiGauge.Row<?>> loss = new ArrayList<>();
    List<MultiGauge.Row<?>> speed = new ArrayList<>();
    for (RunState run : active) {
      Tags tags = Tags.of("run", run.id());
      step.add(MultiGauge.Row.of(tags, run.step()));
      if (!run.losses().isEmpty()) {
        loss.add(MultiGauge.Row.of(tags, run.losses().getLast().value()));
      }
      Double tokens = run.tokensPerSecond();
      if (tokens != null) {
        speed.add(MultiGauge.Row.of(tags, tokens));
      }
    }
    steps.register(step, true);
    losses.register(loss, true);
    speeds.register(speed, true);
  }

  /// Sets a counter, which is made when it is first needed.
  private void count(String name, Tags tags, long value) {
    Tags key = tags.and("name", name);
    if (counts.put(key, value) == null) {
      FunctionCounter.builder(name, counts, all -> all.getOrDefault(key, 0L))
          .tags(tags)
          .register(registry);
    }
  }

  private void grows(String name, String description, ToDoubleFunction<Measures> value) {
    FunctionCounter.builder(name, this, value).description(description).register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<Measures> value) {
    Gauge.builder(name, this, value).description(description).register(registry);
  }

  private MultiGauge gauges(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  private static String before(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  private static String after(String name) {
    return name.substring(name.indexOf('/') + 1);
  }
}
