package org.peykare.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.peykare.formats.fetch.FetchEvent;

class FetchEventFormatTest {
  @Test
  void sendsTheGoldenEvent() throws IOException {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    FetchEvent event =
        new FetchEvent(
            "https://news.example/private/",
            "news.example",
            Instant.parse("2026-05-01T10:20:30.456Z"),
            0,
            FetchEvent.Outcome.REFUSED,
            0,
            0,
            "robots: disallowed",
            null,
            "news");

    new FetchesTopic(producer).send(event, (_, _) -> {});

    assertThat(producer.history())
        .singleElement()
        .satisfies(record -> {
          assertThat(record.topic()).isEqualTo("fetches");
          assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("news.example");
          assertThat(new String(record.value(), StandardCharsets.UTF_8) + "\n").isEqualTo(golden());
        });
  }

  private static String golden() throws IOException {
    try (InputStream in =
        FetchEventFormatTest.class.getResourceAsStream("/golden/fetch-event.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
