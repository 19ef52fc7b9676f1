package org.peykare.crawler.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peykare.formats.JsonCodec;

class SeedTest {
  @Test
  void readsAndWritesTheGoldenSeed() throws IOException {
    String golden = golden("seed.json");

    Seed seed = Seed.CODEC.fromJson(golden);

    assertThat(seed.id()).isEqualTo("news");
    assertThat(seed.startUrls())
        .containsExactly("https://news.example/", "https://news.example/archive/");
    assertThat(seed.scope()).isEqualTo(Seed.ScopeKind.DOMAIN);
    assertThat(seed.depthLimit()).isEqualTo(2);
    assertThat(seed.delay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(JsonCodec.of(Seed.class).toPrettyJson(seed)).isEqualTo(golden);
  }

  @Test
  void fillsInWhatIsMissing() {
    Seed seed = Seed.CODEC.fromJson("{\"id\":\"a\",\"start_urls\":[\"HTTP://A.test\"]}");

    assertThat(seed).isEqualTo(Seed.of("a", "http://a.test/"));
    assertThat(seed.depthLimit()).isEqualTo(50);
    assertThat(seed.discovers(Seed.Discovery.FEEDS)).isTrue();
  }

  @Test
  void whatIsMissingDependsOnTheKind() {
    SeedBuilder feed = Seed.builder("f", List.of("http://a.test/feed.xml")).kind(SeedKind.FEED);

    assertThat(feed.build().revisitAfter()).contains(Duration.ofHours(1));
    assertThat(feed.build().discovers(Seed.Discovery.LINKS)).isFalse();
    assertThat(feed.build().depthLimit()).isEqualTo(1);
    assertThat(Seed.of("s", "http://a.test/").revisitAfter()).isEmpty();
    Seed own = feed.revisit(Duration.ofMinutes(5)).maxDepth(2).discover(Set.of()).build();
    assertThat(own.revisitAfter()).contains(Duration.ofMinutes(5));
    assertThat(own.discovers(Seed.Discovery.FEEDS)).isFalse();
    assertThat(own.edit().build()).isEqualTo(own);
    assertThat(Seed.CODEC.fromBytes(Seed.CODEC.toBytes(own))).isEqualTo(own);
  }

  @Test
  void makesOneSeedPerHostOfAList() {
    assertThat(Seed.ofUrls(List.of("http://a.test/x", "http://b.test", "http://a.test/y")))
        .containsExactly(
            Seed.of("a.test", "http://a.test/x", "http://a.test/y"),
            Seed.of("b.test", "http://b.test/"));
  }

  @Test
  void saysWhatIsWrongAndWhatWouldBeRight() {
    assertThatThrownBy(() -> Seed.ofUrls(List.of("http://a.test/", "a.test", "mailto:x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid seed URLs: [a.test, mailto:x] (each must be an absolute http or https URL)");
    assertThatThrownBy(() -> Seed.of("a", "http://a.test/").edit().maxDepth(-1).build())
        .hasMessage("Invalid max_depth of seed a: -1 (must be 0..1000)");
    assertThatThrownBy(() -> Seed.of("a", "http://a.test/").edit().include("(").build())
        .hasMessageContaining("Invalid include of seed a: ( (must be a regular expression");
    assertThatThrownBy(() -> Seed.of("a"))
        .hasMessage("Invalid seed a: no start URLs (must be at least one in start_urls)");
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = SeedTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
