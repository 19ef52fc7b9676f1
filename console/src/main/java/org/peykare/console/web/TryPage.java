package org.peykare.console.web;

import static org.peykare.console.web.SnapshotPages.text;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.peykare.console.platform.Operations;
import org.peykare.console.web.view.Answer;
import org.peykare.console.web.view.Texts;
import org.peykare.console.web.view.TryView;

/// Fills the blanks of a text with a trained model.
final class TryPage {
  private static final int WORDS = 8;
  private static final int MAX_TEXT = 20_000;

  private final Pages pages;
  private final Operations operations;

  TryPage(Pages pages, Operations operations) {
    this.pages = pages;
    this.operations = operations;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/try", context -> show(context, question(context)));
    routes.post("/try", this::answer);
  }

  private void answer(Context context) {
    TryView view = answered(question(context), Pages.texts(context));
    if (context.header("HX-Request") == null) {
      show(context, view);
    } else {
      pages.part(context, "answers", Map.of("view", view));
    }
  }

  private void show(Context context, TryView view) {
    pages.show(context, "tryit", "try", Pages.texts(context).of("try.title"), Map.of("view", view));
  }

  private TryView question(Context context) {
    List<String> models = operations.models();
    boolean asked = context.formParam("text") != null;
    String model = text(asked ? context.formParam("model") : context.queryParam("model"));
    return new TryView(
        models,
        models.contains(model) || models.isEmpty() ? model : models.getFirst(),
        asked ? text(context.formParam("text")) : Pages.texts(context).of("try.example"),
        text(context.formParam("candidates")),
        List.of(),
        "");
  }

  private TryView answered(TryView question, Texts texts) {
    try {
      if (question.text().length() > MAX_TEXT) {
        throw new IllegalArgumentException(texts.of("try.error.long", MAX_TEXT));
      }
      if (!question.text().contains("[MASK]")) {
        throw new IllegalArgumentException(texts.of("try.error.blank"));
      }
      List<String> candidates =
          Arrays.stream(question.candidates().split("[,،\\n]"))
              .map(String::strip)
              .filter(word -> !word.isEmpty())
              .toList();
      List<List<Answer>> blanks =
          operations.fill(question.model(), question.text(), candidates, WORDS).stream()
              .map(blank -> blank.stream().map(filled -> answer(texts, filled)).toList())
              .toList();
      return with(question, blanks, "");
    } catch (IllegalArgumentException e) {
      return with(question, List.of(), String.valueOf(e.getMessage()));
    }
  }

  private static TryView with(TryView question, List<List<Answer>> blanks, String error) {
    return new TryView(
        question.models(), question.model(), question.text(), question.candidates(), blanks, error);
  }

  private static Answer answer(Texts texts, Operations.Filled filled) {
    return new Answer(
        filled.text(),
        texts.percent(filled.probability()),
        String.format(Locale.ROOT, "%.1f", Math.max(0.5, filled.probability() * 100)));
  }
}
