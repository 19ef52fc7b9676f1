package org.peykare.crawler.loop;

import edu.uci.ics.crawler4j.robotstxt.RobotstxtConfig;
import edu.uci.ics.crawler4j.robotstxt.RobotstxtServer;
import edu.uci.ics.crawler4j.url.WebURL;

/// crawler4j's `RobotstxtServer` over the policy that was found for the URL; without one nothing is
/// allowed.
final class PolicyRobots extends RobotstxtServer {
  PolicyRobots(LeasePageFetcher fetcher) {
    super(new RobotstxtConfig(), fetcher, null);
  }

  @Override
  public boolean allows(WebURL webUrl, boolean isSeed) {
    LeasedUrl url = (LeasedUrl) webUrl;
    return url.policy()
        .map(policy -> policy.refusal(url.lease().url().url()).isEmpty())
        .orElse(false);
  }
}
