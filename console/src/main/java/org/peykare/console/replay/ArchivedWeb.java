package org.peykare.console.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.ParsingException;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.peykare.formats.url.UrlNormalForm;

/// The pages of WARC files as a web. Only an index is held in memory; a page is read from its file
/// when asked for. A URL archived twice is served as archived last.
public final class ArchivedWeb implements WebContent {
  /// Fields that describe the transfer of the archived answer, not of ours.
  private static final Set<String> TRANSFER_FIELDS =
      Set.of(
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "date",
          "strict-transport-security");

  private final Map<String, Place> places;
  private final List<String> problems;

  private ArchivedWeb(Map<String, Place> places, List<String> problems) {
    this.places = places;
    this.problems = problems;
  }

  private record Place(Path file, long position) {}

  /// Reads the index of `files`.
  ///
  /// @throws IllegalArgumentException when a file is missing or is not a WARC file
  public static ArchivedWeb open(List<Path> files) {
    Map<String, Place> places = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Path file : files) {
      index(file, places, problems);
    }
    return new ArchivedWeb(places, problems);
  }

  /// Damaged places in the files, each with file and offset; the records before them are served.
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /// Number of pages, robots.txt and sitemaps included.
  public int size() {
    return places.size();
  }

  /// The hosts archived, in alphabetical order.
  public Set<String> hosts() {
    Set<String> hosts = new TreeSet<>();
    for (String key : places.keySet()) {
      hosts.add(key.substring(0, key.indexOf(' ')));
    }
    return hosts;
  }

  /// All archived pages, as `http` URLs in normal form.
  public List<String> urls() {
    return places.keySet().stream().map(key -> "http://" + key.replace(" ", "")).toList();
  }

  @Override
  public Page page(String host, String target) {
    Optional<UrlNormalForm> url = UrlNormalForm.parse("http://" + host + target);
    Place place = url.isEmpty() ? null : places.get(key(url.get()));
    return place == null ? Page.notFound() : read(place);
  }

  /// The scheme and port of the archived address do not matter: replay has its own.
  private static String key(UrlNormalForm url) {
    return url.host() + " " + url.pathAndQuery();
  }

  private static void index(Path file, Map<String, Place> places, List<String> problems) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("Cannot replay " + file + ": there is no such file");
    }
    int records = 0;
    try (WarcReader reader = new WarcReader(file)) {
      while (true) {
        long position = reader.position();
        try {
          Optional<WarcRecord> record = reader.next();
          if (record.isEmpty()) {
            break;
          }
          records++;
          long start = reader.position();
          if (record.get() instanceof WarcResponse response) {
            UrlNormalForm.parse(response.target())
                .ifPresent(url -> places.put(key(url), new Place(file, start)));
          }
        } catch (ParsingException e) {
          problems.add(
              "damaged record in %s at byte %d: %s".formatted(file, position, e.getMessage()));
          break;
        }
      }
    } catch (IOException e) {
      problems.add("cannot read %s to its end: %s".formatted(file, e.getMessage()));
    }
    if (records == 0) {
      throw new IllegalArgumentException(
          "Cannot replay %s: it holds no WARC record (must be a .warc or .warc.gz file)"
              .formatted(file));
    }
  }

  private static Page read(Place place) {
    try (FileChannel channel = FileChannel.open(place.file())) {
      channel.position(place.position());
      WarcReader reader = new WarcReader(channel);
      if (!(reader.next().orElse(null) instanceof WarcResponse response)) {
        throw new IllegalStateException(
            "The file %s changed while it was replayed".formatted(place.file()));
      }
      HttpResponse http = response.http();
      Map<String, String> headers = new HashMap<>();
      http.headers()
          .map()
          .forEach((name, values) -> {
            if (!TRANSFER_FIELDS.contains(name.toLowerCase(Locale.ROOT))) {
              headers.put(name, String.join(", ", values));
            }
          });
      return new Page(http.status(), headers, http.body().stream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read a page from " + place.file(), e);
    }
  }
}
