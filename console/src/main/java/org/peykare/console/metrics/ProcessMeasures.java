package org.peykare.console.metrics;

import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;
import org.peykare.console.server.Access;
import org.peykare.console.server.RouteGroup;

/// Measures of a process that is not the console: `peykare_troubles`, the number of reasons why it
/// does not do its work now, and `jvm_…`, `process_…`, `system_…`. Those of the platform are the
/// console's to give ([Measures]), once and not by every process.
public final class ProcessMeasures implements RouteGroup {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();

  /// Measures of this process.
  ///
  /// @param troubles why it does not do its work now; empty where it does
  public ProcessMeasures(Supplier<List<String>> troubles) {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collector.bindTo(registry);
    registry.gauge("peykare.troubles", troubles, reasons -> reasons.get().size());
  }

  @Override
  public void addTo(RoutesConfig routes, Access access) {
    routes.get(
        "/metrics",
        context ->
            context
                .result(registry.scrape())
                .contentType("text/plain; version=0.0.4; charset=utf-8"));
  }

  @Override
  public void stopping() {
    collector.close();
    registry.close();
  }
}
