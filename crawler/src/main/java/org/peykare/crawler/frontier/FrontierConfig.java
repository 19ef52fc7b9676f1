package org.peykare.crawler.frontier;

import java.nio.file.Path;
import java.time.Duration;

/// How the frontier runs.
///
/// @param bootstrapServers the Kafka cluster
/// @param stateDir folder of the state
/// @param applicationId name shared by crawlers that share a frontier
/// @param instanceId name of this crawler among them, kept over restarts
/// @param sessionTimeout how long a silent crawler keeps its partitions
/// @param maxPages pages of the whole crawl; 0 is no limit
/// @param idleHorizon what is to be retried sooner than this counts as work
public record FrontierConfig(
    String bootstrapServers,
    Path stateDir,
    String applicationId,
    String instanceId,
    Duration sessionTimeout,
    long maxPages,
    Duration idleHorizon) {}
