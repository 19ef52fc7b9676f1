package org.peykare.console.cli;

import java.util.ArrayList;
import java.util.List;
import org.peykare.console.plan.PlanAnswer;
import org.peykare.trainer.plan.ComputePlan;
import org.peykare.trainer.plan.MemoryNeed;
import org.peykare.trainer.plan.PublicRun;
import org.peykare.trainer.plan.Recipe;

/// A plan for people.
final class PlanLines {
  private static final double GIGA = 1e9;
  private static final double HOURS_PER_DAY = 24;

  private PlanLines() {}

  /// @param times so many trainings of the kind
  static String of(PlanAnswer answer, int times) {
    ComputePlan plan = answer.plan();
    List<String> lines = new ArrayList<>();
    lines.add(line("model", "%s, %,d weights", answer.model(), plan.parameters()));
    lines.add(
        line(
            "text",
            "%,d tokens, read %s: %,d tokens, %.1f for each weight",
            answer.corpusTokens(),
            answer.epochs() == 1 ? "once" : answer.epochs() + " times",
            plan.tokens(),
            (double) plan.tokens() / plan.parameters()));
    lines.add(line("operations", "%.3g a token, %.3g in all", plan.flopsPerToken(), plan.flops()));
    lines.add(
        line(
            "time",
            "%s on %,d %s (%,.1f GPU-hours), %,.0f tokens/s at %.1f %% of the peak",
            time(plan.hours()),
            plan.gpus(),
            plan.kind(),
            plan.gpuHours(),
            plan.tokensPerSecond(),
            100 * plan.utilization()));
    lines.add(memory(plan));
    lines.add(line("finished model", "%s at 16 bits a weight", bytes(plan.halfPrecisionBytes())));
    lines.add(cost(answer, times));
    lines.add(line("published", "%s", like(plan)));
    Recipe recipe = answer.recipe();
    if (recipe != null) {
      lines.add(line("recipe", "%s", recipe(recipe)));
    }
    answer.notes().forEach(note -> lines.add(line("note", "%s", note)));
    return String.join(System.lineSeparator(), lines);
  }

  private static String line(String name, String form, Object... values) {
    return "%-15s".formatted(name) + form.formatted(values);
  }

  private static String memory(ComputePlan plan) {
    MemoryNeed need = plan.memory();
    Long activations = need.activations();
    return line(
        "memory",
        "%s of %s: weights %s, gradients %s, optimizer %s%s; %s",
        bytes(need.total()),
        bytes(plan.memoryBytes()),
        bytes(need.weights()),
        bytes(need.gradients()),
        bytes(need.optimizer()),
        activations == null ? "" : ", activations " + bytes(activations),
        switch (plan.fit()) {
          case FITS -> "fits";
          case FITS_SHARDED -> "fits only spread over the GPUs";
          case TOO_LARGE -> "does not fit";
        });
  }

  private static String cost(PlanAnswer answer, int times) {
    Double dollars = answer.plan().dollars();
    Double cost = answer.cost();
    if (dollars == null || cost == null) {
      return line("cost", "no price known; give --price");
    }
    String one = amount(dollars, cost, answer.currency());
    return times == 1
        ? line("cost", "%s", one)
        : line(
            "cost",
            "%s; %,d times: %s",
            one,
            times,
            amount(times * dollars, times * cost, answer.currency()));
  }

  private static String amount(double dollars, double cost, String currency) {
    String inDollars = "%s $".formatted(money(dollars));
    return currency.equals("$") ? inDollars : inDollars + " = " + money(cost) + " " + currency;
  }

  /// Whole units, and millions or billions beside them where there are that many.
  private static String money(double amount) {
    if (amount >= GIGA) {
      return "%,.1f billion".formatted(amount / GIGA);
    }
    return amount >= 1e6 ? "%,.2f million".formatted(amount / 1e6) : "%,.2f".formatted(amount);
  }

  private static String like(ComputePlan plan) {
    PublicRun run = plan.like();
    StringBuilder text = new StringBuilder("nearest in size: ").append(run.name());
    text.append(" (%,.0f M weights".formatted(run.parameters() / 1e6));
    if (run.gpus() != null && run.hours() != null) {
      text.append(
          ", %,d %s for %s = %,.1f GPU-hours"
              .formatted(run.gpus(), run.kind(), time(run.hours()), run.gpuHours()));
    }
    if (run.tokensPerSecond() != null) {
      text.append(", %,.0f tokens/s on one %s".formatted(run.tokensPerSecond(), run.kind()));
    }
    return text.append(
            ", %s); this plan: %,.1f %s-hours; %s"
                .formatted(run.reached(), plan.likeGpuHours(), run.kind(), run.source()))
        .toString();
  }

  private static String recipe(Recipe recipe) {
    return switch (recipe.enough()) {
      case YES ->
          "preset=%s, %d epochs: about 40 tokens a weight, repetitions counted; at most 100 readings"
              .formatted(recipe.preset(), recipe.epochs());
      case NO ->
          "the text fills not even %s (%.1f tokens a weight after %d readings): expect a model that knows its text by heart; gather more, and take a small vocabulary"
              .formatted(recipe.preset(), recipe.tokensPerParameter(), recipe.epochs());
    };
  }

  private static String time(double hours) {
    if (hours >= 2 * HOURS_PER_DAY) {
      return "%,.1f days".formatted(hours / HOURS_PER_DAY);
    }
    return hours >= 1 ? "%.1f hours".formatted(hours) : "%.1f minutes".formatted(60 * hours);
  }

  private static String bytes(long bytes) {
    return bytes >= GIGA ? "%,.1f GB".formatted(bytes / GIGA) : "%,.0f MB".formatted(bytes / 1e6);
  }
}
