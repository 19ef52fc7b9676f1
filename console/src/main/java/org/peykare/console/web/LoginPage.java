package org.peykare.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.peykare.console.server.Access;
import org.peykare.console.server.Admission;
import org.peykare.console.web.view.Language;

/// Logging in and out, and the choice of language, which is also possible before.
final class LoginPage {
  private final Pages pages;
  private final Access access;

  LoginPage(Pages pages, Access access) {
    this.pages = pages;
    this.access = access;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/login", context -> show(context, ""), Admission.OPEN);
    routes.post("/login", this::login, Admission.OPEN);
    routes.post("/logout", this::logout);
    routes.get("/language/{tag}", LoginPage::choose, Admission.OPEN);
  }

  private void show(Context context, String error) {
    pages.show(
        context, "login", "login", Pages.texts(context).of("login.title"), Map.of("error", error));
  }

  private void login(Context context) {
    String token = context.formParam("token");
    if (access.login(context, token == null ? "" : token)) {
      context.redirect("/", HttpStatus.SEE_OTHER);
    } else {
      context.status(HttpStatus.FORBIDDEN);
      show(context, Pages.texts(context).of("login.wrong"));
    }
  }

  private void logout(Context context) {
    access.logout(context);
    context.redirect("/login", HttpStatus.SEE_OTHER);
  }

  private static void choose(Context context) {
    Language language = Language.of(context.pathParam("tag")).orElseThrow(NotFoundResponse::new);
    context.cookie(
        new Cookie(
            Pages.LANGUAGE_COOKIE,
            language.tag(),
            "/",
            (int) Duration.ofDays(365).toSeconds(),
            false,
            true,
            null,
            SameSite.LAX));
    context.redirect(ownPath(context.queryParam("to")), HttpStatus.SEE_OTHER);
  }

  /// Only a path of this server, never the address of another.
  private static String ownPath(@Nullable String to) {
    return to != null && to.matches("/([A-Za-z0-9._~%?&=+-][A-Za-z0-9._~%?&=+/-]*)?") ? to : "/";
  }
}
