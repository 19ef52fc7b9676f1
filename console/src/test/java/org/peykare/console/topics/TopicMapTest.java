package org.peykare.console.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peykare.broker.EmbeddedBroker;
import org.peykare.broker.TopicSetup;
import org.peykare.formats.topic.Topic;

class TopicMapTest {
  @TempDir Path dir;

  @Test
  void whatWasWrittenIsSeenByItsWriterAtOnceAndByOthersSoonAlsoAfterARestartOfTheBroker()
      throws InterruptedException {
    int port;
    TopicMap<String> kept;
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"))) {
      String servers = broker.bootstrapServers();
      port = Integer.parseInt(servers.substring(servers.indexOf(':') + 1));
      TopicSetup.ensure(servers, 3);
      kept = open(servers);
      try (TopicMap<String> other = open(servers)) {
        assertThat(kept.all()).isEmpty();
        kept.putAll(Map.of("a", bytes("1"), "b", bytes("2"), "c", bytes("unreadable")));
        assertThat(kept.all()).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
        other.put("a", bytes("3"));
        assertThat(other.get("a")).contains("3");
        other.remove("b");
        assertThat(other.get("b")).isEmpty();
        while (!kept.all().equals(Map.of("a", "3"))) {
          Thread.sleep(10);
        }
      }
    }
    // Without a cluster the map is as it was; with it back, it goes on.
    assertThat(kept.all()).containsOnly(Map.entry("a", "3"));
    try (EmbeddedBroker again = EmbeddedBroker.start(dir.resolve("kafka"), port);
        TopicMap<String> other = open(again.bootstrapServers());
        kept) {
      assertThat(other.all()).containsOnly(Map.entry("a", "3"));
      other.put("d", bytes("4"));
      while (!kept.all().equals(Map.of("a", "3", "d", "4"))) {
        Thread.sleep(10);
      }
    }
  }

  private static TopicMap<String> open(String servers) {
    return TopicMap.open(
        servers,
        Topic.COMMANDS,
        (_, bytes) -> {
          String text = new String(bytes, StandardCharsets.UTF_8);
          if (text.equals("unreadable")) {
            throw new IllegalArgumentException("it is unreadable");
          }
          return text;
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
