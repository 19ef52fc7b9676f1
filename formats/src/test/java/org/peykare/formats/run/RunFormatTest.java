package org.peykare.formats.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.peykare.formats.JsonCodec;
import org.peykare.formats.status.HostStatus;
import org.peykare.formats.status.RoleStatus;

/// The golden files of topics `commands`, `runs` and `status` in `formats/topics.md`.
class RunFormatTest {
  private static final Instant AT = Instant.parse("2026-05-01T10:20:30.456Z");

  @Test
  void readsAndWritesARequest() throws IOException {
    check(
        RunRequest.CODEC,
        new RunRequest(
            "spring-a",
            "spring",
            "fa-32k",
            Map.of("steps", "20000", "batch-size", "32"),
            RunRequest.Wanted.RUN,
            AT,
            "console"),
        "run-request.json");
  }

  @Test
  void readsAndWritesAPolicy() throws IOException {
    check(
        TrainingPolicy.CODEC,
        new TrainingPolicy(
            "weekly",
            50_000_000,
            "fa-32k",
            Map.of("preset", "32M"),
            TrainingPolicy.Start.CONTINUED,
            List.of("winter"),
            AT),
        "training-policy.json");
  }

  @Test
  void readsAndWritesACrawlOrder() throws IOException {
    check(CrawlOrder.CODEC, new CrawlOrder(CrawlOrder.Wanted.PAUSE, AT), "crawl-order.json");
  }

  @Test
  void readsAndWritesARunState() throws IOException {
    check(
        RunState.CODEC,
        new RunState(
            "spring-a",
            RunState.State.TRAINING,
            AT,
            Instant.parse("2026-05-01T11:00:00Z"),
            "spring",
            "fa-32k",
            "trainer-1",
            200,
            20_000,
            41_250.5,
            8_110L,
            List.of(new RunState.Point(1, 10.375), new RunState.Point(200, 6.25)),
            List.of(new RunState.Point(0, 10.5), new RunState.Point(200, 6.5)),
            7.25,
            new RunState.Exam(200, 6.5, 0.125, 2.25),
            new RunState.Usage(540.5, 2.5e12, 0.25, 3_000_000_000L, 12.5, "toman"),
            "models/spring-a/step-00000200",
            "goes on from step 200"),
        "run-state.json");
  }

  @Test
  void readsAndWritesARoleStatus() throws IOException {
    check(
        RoleStatus.CODEC,
        new RoleStatus(
            "crawler",
            "crawler-1",
            "node-a",
            4321,
            AT,
            "low-disk",
            "900 MB free, 1 GB wanted",
            Map.of("queued", 340L, "fetched", 1_200L),
            List.of(
                new HostStatus(
                    "news.example",
                    HostStatus.State.BACKING_OFF,
                    12,
                    1,
                    0,
                    Instant.parse("2026-05-01T10:21:30Z"),
                    "Retry-After 60 s"))),
        "role-status.json");
  }

  @Test
  void fillsInWhatIsMissingAndSkipsWhatIsNew() {
    RunState state =
        RunState.CODEC.fromJson(
            """
            {"id":"a","state":"QUEUED","requested":"2026-05-01T10:20:30Z",
             "at":"2026-05-01T10:20:31Z","snapshot":"s","step":0,"steps":0,"mood":"calm"}
            """);

    assertThat(state.losses()).isEmpty();
    assertThat(state.tokensPerSecond()).isNull();
  }

  @Test
  void refusesARunNameThatIsNoFolderName() {
    assertThatThrownBy(() ->
            RunRequest.CODEC.fromJson(
                """
                {"id":"../a","snapshot":"s","wanted":"RUN","at":"2026-05-01T10:20:30Z","origin":"rest"}
                """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid run name: '../a' (must be 1 to 100 letters");
  }

  private static <T> void check(JsonCodec<T> codec, T value, String name) throws IOException {
    String golden = golden(name);
    assertThat(codec.fromJson(golden)).isEqualTo(value);
    assertThat(codec.toPrettyJson(value)).isEqualTo(golden);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = RunFormatTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
