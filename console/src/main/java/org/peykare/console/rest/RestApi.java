package org.peykare.console.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import org.peykare.console.platform.Operations;
import org.peykare.console.server.Access;
import org.peykare.console.server.RouteGroup;

/// Offers the operations of a platform over HTTP, and their description.
public final class RestApi implements RouteGroup {
  /// Where the interface begins.
  public static final String ROOT = "/api/v1";

  static final String DESCRIPTION = ROOT + "/openapi.json";

  private final List<Endpoint> endpoints;

  /// The interface to `operations`, which stay open when the server ends.
  public RestApi(Operations operations) {
    this.endpoints = new Routes(operations).all();
  }

  @Override
  public void addTo(RoutesConfig routes, Access access) {
    addTo(routes);
  }

  void addTo(RoutesConfig routes) {
    endpoints.forEach(endpoint ->
        routes.addHttpHandler(
            endpoint.method(), ROOT + endpoint.path(), context -> run(endpoint, context)));
    String description = OpenApi.describe(endpoints);
    routes.get(DESCRIPTION, context -> context.contentType("application/json").result(description));
  }

  private static void run(Endpoint endpoint, Context context) throws Exception {
    try {
      endpoint.action().run(context);
    } catch (IllegalStateException e) {
      // What the platform cannot do now is said with its reason; it is no fault of the server.
      throw new HttpResponseException(503, String.valueOf(e.getMessage()));
    }
    if (endpoint.answer() instanceof Endpoint.Answer.Nothing) {
      context.status(204);
    }
  }
}
