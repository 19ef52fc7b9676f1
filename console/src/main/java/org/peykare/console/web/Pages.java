package org.peykare.console.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.peykare.console.server.Access;
import org.peykare.console.web.view.Language;
import org.peykare.console.web.view.Page;
import org.peykare.console.web.view.Texts;

/// Renders templates in the reader's language.
final class Pages {
  /// The cookie that holds the chosen language.
  static final String LANGUAGE_COOKIE = "peykare_language";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          Path.of("templates-are-classes"),
          ContentType.Html,
          Pages.class.getClassLoader(),
          "org.peykare.console.web.templates");
  private final String version;
  private @Nullable Access access;

  Pages(String version) {
    this.version = version;
  }

  /// From now on pages know who may log out, and forms carry their token.
  void protect(Access by) {
    this.access = by;
  }

  /// Answers with a whole page.
  ///
  /// @param section the section it belongs to
  /// @param title its title, in the reader's language
  /// @param values what the template takes besides `page`
  void show(
      Context context, String template, String section, String title, Map<String, Object> values) {
    context.html(render(template, page(context, section, title), values));
  }

  /// Answers with a part of a page.
  void part(Context context, String template, Map<String, Object> values) {
    context.html(render(template, page(context, "", ""), values));
  }

  /// After a change: on to `address`, which then says that `note` was done.
  void done(Context context, String address, String note) {
    context.redirect(
        address + (address.contains("?") ? "&" : "?") + "note=" + note, HttpStatus.SEE_OTHER);
  }

  /// An error as a page, or as a part where htmx asked for one.
  String error(Context context, int status, String message) {
    Texts texts = texts(context);
    Map<String, Object> values = Map.of("status", status, "message", message);
    return context.header("HX-Request") != null
        ? render("errorPart", page(context, "", ""), values)
        : render("error", page(context, "error", texts.of("error.title", status)), values);
  }

  /// The words of the reader's language: the one chosen, else the one the browser prefers.
  static Texts texts(Context context) {
    return Texts.in(
        Language.of(context.cookie(LANGUAGE_COOKIE))
            .orElseGet(() -> Language.accepted(context.header("Accept-Language"))));
  }

  private Page page(Context context, String section, String title) {
    Texts texts = texts(context);
    String note = context.queryParam("note");
    String query = context.queryString();
    boolean get = context.method().name().equals("GET");
    return new Page(
        texts,
        section,
        title,
        get ? context.path() + (query == null ? "" : "?" + query) : "/",
        access == null ? "" : access.formToken(context),
        note != null && texts.has("note." + note) ? texts.of("note." + note) : null,
        access != null && access.asksForToken() && !section.equals("login")
            ? Page.Leave.POSSIBLE
            : Page.Leave.NEEDLESS,
        version);
  }

  private String render(String template, Page page, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("page", page);
    StringOutput output = new StringOutput(8_192);
    engine.render(template + ".jte", all, output);
    return output.toString();
  }
}
