package org.peykare.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.peykare.console.platform.Operations;
import org.peykare.console.web.view.SeedForm;
import org.peykare.console.web.view.Texts;
import org.peykare.crawler.seed.Seed;

/// Seeds: list, add with a check, edit, pause, remove.
final class SeedPages {
  private final Pages pages;
  private final Operations operations;
  private final SeedProbe probe;

  SeedPages(Pages pages, Operations operations, SeedProbe probe) {
    this.pages = pages;
    this.operations = operations;
    this.probe = probe;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/seeds", this::list);
    routes.get(
        "/seeds/live",
        context -> pages.part(context, "seedsLive", Map.of("seeds", operations.seeds())));
    routes.get("/seeds/new", context -> form(context, SeedForm.empty()));
    routes.post("/seeds", this::save);
    routes.post("/seeds/check", this::check);
    routes.get("/seeds/{id}", context -> form(context, SeedForm.of(seed(context))));
    routes.get("/seeds/{id}/remove", this::askRemoval);
    routes.post("/seeds/{id}/remove", this::remove);
    routes.post("/seeds/{id}/pause", context -> put(context, Seed.State.PAUSED));
    routes.post("/seeds/{id}/resume", context -> put(context, Seed.State.ACTIVE));
  }

  private void list(Context context) {
    pages.show(
        context,
        "seeds",
        "seeds",
        Pages.texts(context).of("seeds.title"),
        Map.of("seeds", operations.seeds()));
  }

  private void form(Context context, SeedForm form) {
    Texts texts = Pages.texts(context);
    String title =
        form.editing()
            ? texts.of("seeds.edit.title", form.value("id"))
            : texts.of("seeds.new.title");
    pages.show(context, "seedForm", "seeds", title, Map.of("form", form));
  }

  private void save(Context context) {
    SeedFields fields = new SeedFields(context, Pages.texts(context));
    switch (fields.read()) {
      case SeedFields.Read.Sound sound -> {
        operations.putSeeds(List.of(sound.seed()));
        pages.done(context, "/seeds", "seed-saved");
      }
      case SeedFields.Read.Faulty faulty -> {
        context.status(HttpStatus.UNPROCESSABLE_CONTENT);
        form(context, faulty.form());
      }
    }
  }

  private void check(Context context) throws InterruptedException {
    Texts texts = Pages.texts(context);
    switch (new SeedFields(context, texts).read()) {
      case SeedFields.Read.Sound sound ->
          pages.part(context, "seedCheck", Map.of("report", probe.look(sound.seed())));
      case SeedFields.Read.Faulty faulty ->
          pages.part(context, "seedFaults", Map.of("form", faulty.form()));
    }
  }

  private void askRemoval(Context context) {
    Seed seed = seed(context);
    pages.show(
        context,
        "seedRemove",
        "seeds",
        Pages.texts(context).of("seeds.remove.title", seed.id()),
        Map.of("seed", seed));
  }

  private void remove(Context context) {
    operations.removeSeed(context.pathParam("id"));
    pages.done(context, "/seeds", "seed-removed");
  }

  private void put(Context context, Seed.State state) {
    operations.putSeeds(List.of(seed(context).edit().state(state).build()));
    pages.done(context, "/seeds", state == Seed.State.PAUSED ? "seed-paused" : "seed-resumed");
  }

  private Seed seed(Context context) {
    String id = context.pathParam("id");
    return operations.seeds().stream()
        .filter(seed -> seed.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new NoSuchElementException(Pages.texts(context).of("seeds.error.unknown", id)));
  }
}
