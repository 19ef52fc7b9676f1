package org.peykare.console.cli;

import java.util.List;
import org.peykare.console.platform.Operations;
import org.peykare.formats.run.TrainingPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `peykare train policies`: what starts trainings by itself.
@Command(
    name = "policies",
    mixinStandardHelpOptions = true,
    description = "Lists and removes training policies; train mlm --on-new-snapshot makes them.")
final class PoliciesCommand {
  private static final String NAME = "peykare train";

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the policies.")
  int list(
      @Mixin DirOption dir,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    try (Operations operations = dir.operations(NAME)) {
      List<TrainingPolicy> policies = operations.policies();
      policies.forEach(
          policy -> System.out.println(json ? TrainingPolicy.CODEC.toJson(policy) : line(policy)));
      if (policies.isEmpty() && !json) {
        System.out.println(
            "No policies yet. Make one: peykare train mlm --on-new-snapshot MIN_TOKENS");
      }
      return 0;
    }
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Removes a policy; runs that it asked for stay.")
  int remove(
      @Mixin DirOption dir,
      @Parameters(paramLabel = "NAME", description = "Its name, as listed.") String name) {
    try (Operations operations = dir.operations(NAME)) {
      if (!operations.removePolicy(name)) {
        throw new IllegalArgumentException(
            "Cannot remove the policy %s: there is none of that name (there are: %s)"
                .formatted(
                    name, operations.policies().stream().map(TrainingPolicy::name).toList()));
      }
      System.out.printf("Removed the policy %s%n", name);
      return 0;
    }
  }

  /// Stores a policy that holds from now on.
  static int make(DirOption dir, TrainingPolicy policy) {
    try (Operations operations = dir.operations(NAME)) {
      operations.putPolicy(policy);
    }
    System.out.println(line(policy));
    return 0;
  }

  private static String line(TrainingPolicy policy) {
    return "%s  trains on each snapshot tagged after %s with %,d or more new tokens%s%s%s"
        .formatted(
            policy.name(),
            policy.since(),
            policy.minTokens(),
            switch (policy.start()) {
              case SCRATCH -> "";
              case CONTINUED -> "  beginning with the run before";
            },
            policy.tokenizer() == null ? "" : "  tokenizer " + policy.tokenizer(),
            policy.settings().isEmpty() ? "" : "  " + policy.settings());
  }
}
