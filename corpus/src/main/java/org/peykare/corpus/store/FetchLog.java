package org.peykare.corpus.store;

import java.util.ArrayList;
import java.util.List;
import org.peykare.formats.fetch.FetchEvent;
import org.peykare.formats.topic.Topic;
import org.peykare.formats.url.UrlNormalForm;

/// Reads the attempts to fetch a page from topic `fetches`.
public final class FetchLog {
  private final String bootstrapServers;

  /// The attempts on the cluster at `bootstrapServers`.
  public FetchLog(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /// The attempts that are still on the topic, oldest first.
  ///
  /// @param url in any spelling
  public List<FetchEvent> attempts(String url) {
    UrlNormalForm form = UrlNormalForm.of(url);
    byte[] written = form.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    List<FetchEvent> attempts = new ArrayList<>();
    try (CommittedLog log = new CommittedLog(bootstrapServers, Topic.FETCHES)) {
      int partition = log.partitionOf(form.authority());
      log.read(
          partition,
          log.beginnings().getOrDefault(partition, 0L),
          log.ends().getOrDefault(partition, 0L),
          record -> {
            if (form.authority().equals(record.key())
                && record.value() != null
                && contains(record.value(), written)) {
              FetchEvent event = FetchEvent.CODEC.fromBytes(record.value());
              if (event.url().equals(form.toString())) {
                attempts.add(event);
              }
            }
          });
    }
    return attempts;
  }

  /// Whether the JSON may be of this URL; one that needs escapes is not looked for.
  private static boolean contains(byte[] json, byte[] url) {
    for (int i = 0; i + url.length <= json.length; i++) {
      if (java.util.Arrays.equals(json, i, i + url.length, url, 0, url.length)) {
        return true;
      }
    }
    return false;
  }
}
