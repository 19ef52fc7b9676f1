package org.peykare.crawler.frontier;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.status.HostStatus;
import org.peykare.formats.status.RoleStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs [HostQueues] for one partition on the stream thread.
///
/// URLs are handed out only after every record that was in the topic at the start is taken in:
/// among them may be outcomes of fetches made before a crash.
final class FrontierProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Logger log = LoggerFactory.getLogger(FrontierProcessor.class);
  private static final Duration TICK = Duration.ofMillis(20);
  private static final int SLOW_TICKS = 10;

  /// Two seconds: how often hosts are looked at for the status.
  private static final int HOST_TICKS = 100;

  private final Shared shared;
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable HostQueues queues;
  private int partition;
  private long position;
  private long openAt;
  private boolean open;
  private int ticks;
  private int rescans;
  private List<HostStatus> hostStatuses = List.of();

  /// What the processors of one crawler share.
  ///
  /// @param statuses where each partition's figures are published
  /// @param rescans grows when the seeds change
  record Shared(
      HostQueues.SharedParts parts,
      TopicOffsets offsets,
      Map<Integer, PartitionStatus> statuses,
      AtomicInteger rescans,
      Duration horizon) {}

  FrontierProcessor(Shared shared) {
    this.shared = shared;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    partition = processorContext.taskId().partition();
    KeyValueStore<Bytes, byte[]> store = processorContext.getStateStore(FrontierTopology.STORE);
    HostQueues opened =
        new HostQueues(
            new StreamsKeyValues(store),
            partition,
            shared.parts(),
            this::forward,
            () -> TimeUnit.MILLISECONDS.toMicros(processorContext.currentSystemTimeMs()));
    opened.open();
    queues = opened;
    openAt = shared.offsets().end(partition);
    position = shared.offsets().committed(partition);
    rescans = shared.rescans().get();
    processorContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> tick());
    publish();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    HostQueues taking = queues();
    try {
      taking.accept(UrlsRecord.fromBytes(record.value()));
    } catch (IllegalArgumentException e) {
      log.warn("A record of topic urls is left out (partition {}): {}", partition, e.getMessage());
    }
    context()
        .recordMetadata()
        .ifPresent(metadata -> position = Math.max(position, metadata.offset() + 1));
    if (open) {
      taking.feed();
    }
  }

  @Override
  public void close() {
    if (queues != null) {
      queues.close();
      queues = null;
    }
    shared.statuses().remove(partition);
  }

  private void tick() {
    HostQueues current = queues();
    ticks++;
    if (!open) {
      catchUp();
    }
    if (open) {
      if (rescans != shared.rescans().get()) {
        rescans = shared.rescans().get();
        current.rescan();
      }
      if (ticks % 5 == 0) {
        current.wake();
      }
      current.feed();
    }
    if (ticks % HOST_TICKS == 1) {
      hostStatuses = current.hostStatuses(RoleStatus.HOSTS);
    }
    publish();
  }

  /// The position is unknown until a record comes, and none may come: so the committed one is asked
  /// for again now and then.
  private void catchUp() {
    if (position < openAt && ticks % SLOW_TICKS == 0) {
      position = Math.max(position, shared.offsets().committed(partition));
    }
    open = position >= openAt;
  }

  private void publish() {
    HostQueues current = queues();
    shared
        .statuses()
        .put(
            partition,
            new PartitionStatus(
                open ? PartitionStatus.Phase.OPEN : PartitionStatus.Phase.CATCHING_UP,
                position,
                current.fresh(),
                current.waiting(),
                current.hosts(),
                current.hasWork(shared.horizon())
                    ? PartitionStatus.Work.SOME
                    : PartitionStatus.Work.NONE,
                rescans,
                hostStatuses));
  }

  private void forward(FetchEvent refusal) {
    context()
        .forward(
            new Record<>(
                refusal.host().getBytes(StandardCharsets.UTF_8),
                FetchEvent.CODEC.toBytes(refusal),
                refusal.at().toEpochMilli()));
  }

  private ProcessorContext<byte[], byte[]> context() {
    if (context == null) {
      throw new IllegalStateException("Not initialised");
    }
    return context;
  }

  private HostQueues queues() {
    if (queues == null) {
      throw new IllegalStateException("Not initialised");
    }
    return queues;
  }
}
