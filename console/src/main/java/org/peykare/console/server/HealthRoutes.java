package org.peykare.console.server;

import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.function.Supplier;

/// `/health`: the process answers. `/ready`: it can do its work, else 503 with the reasons, one per
/// line.
///
/// @param troubles why the platform cannot do its work now; empty where it can
public record HealthRoutes(Supplier<List<String>> troubles) implements RouteGroup {
  @Override
  public void addTo(RoutesConfig routes, Access access) {
    routes.get("/health", context -> context.result("alive\n"), Admission.OPEN);
    routes.get(
        "/ready",
        context -> {
          List<String> reasons = troubles.get();
          if (reasons.isEmpty()) {
            context.result("ready\n");
          } else {
            context.status(503).result(String.join("\n", reasons) + "\n");
          }
        },
        Admission.OPEN);
  }
}
