package org.peykare.console.web.view;

import java.util.List;
import org.peykare.console.monitor.CrawlView;
import org.peykare.formats.status.RoleStatus;

/// The overview.
///
/// @param steps the road from a site to a model
/// @param roles the processes of the platform
/// @param crawl how the crawl stands
public record HomeView(List<Step> steps, List<RoleStatus> roles, CrawlView crawl) {
  /// A part of the road.
  ///
  /// @param key of its words, and its section
  /// @param turn when it is to be done
  /// @param fact how far it is
  /// @param address where it is done
  public record Step(String key, Turn turn, String fact, String address) {
    /// When a step is to be done.
    public enum Turn {
      /// It is done, and can be done again.
      DONE,
      /// It is what to do now.
      NEXT,
      /// It needs what comes before.
      LATER
    }
  }
}
