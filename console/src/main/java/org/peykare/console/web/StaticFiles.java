package org.peykare.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.peykare.console.server.Admission;

/// Style, scripts and icon, from the program's own jars.
final class StaticFiles {
  private static final Map<String, String> PLACES =
      Map.of(
          "console.css", "/org/peykare/console/web/static/console.css",
          "console.js", "/org/peykare/console/web/static/console.js",
          "icon.svg", "/org/peykare/console/web/static/icon.svg",
          "htmx.js", "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js");

  private final Map<String, byte[]> files;
  private final String version;

  private StaticFiles(Map<String, byte[]> files, String version) {
    this.files = files;
    this.version = version;
  }

  static StaticFiles load() {
    Map<String, byte[]> files = new TreeMap<>();
    PLACES.forEach((name, place) -> files.put(name, read(place)));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.values().forEach(digest::update);
      return new StaticFiles(files, HexFormat.of().formatHex(digest.digest(), 0, 6));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Changes whenever a file does; browsers keep a file for as long as its version is asked for.
  String version() {
    return version;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/static/{name}", this::serve, Admission.OPEN);
  }

  private void serve(Context context) {
    String name = context.pathParam("name");
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new NotFoundResponse();
    }
    context.header(
        "Cache-Control",
        version.equals(context.queryParam("v")) ? "max-age=31536000, immutable" : "no-cache");
    context.contentType(type(name)).result(bytes);
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.'))) {
      case ".css" -> "text/css; charset=utf-8";
      case ".js" -> "text/javascript; charset=utf-8";
      default -> "image/svg+xml";
    };
  }

  private static byte[] read(String place) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(place)) {
      if (in == null) {
        throw new IllegalStateException("The program is incomplete: " + place + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + place, e);
    }
  }
}
