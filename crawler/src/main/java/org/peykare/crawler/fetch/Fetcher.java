package org.peykare.crawler.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.peykare.formats.url.UrlNormalForm;

/// Makes one request and says how it ended; never throws for what a server or a network does. Safe
/// for many threads.
public final class Fetcher implements AutoCloseable {
  private static final String ACCEPT =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5";
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

  private final FetchConfig config;
  private final OkHttpClient client;

  /// A fetcher with its own connections.
  public Fetcher(FetchConfig config) {
    this.config = config;
    Routes routes = new Routes(config);
    this.client =
        new OkHttpClient.Builder()
            .dns(routes)
            .socketFactory(routes)
            .proxy(Proxy.NO_PROXY)
            .fastFallback(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .connectionPool(new ConnectionPool(512, 4, TimeUnit.SECONDS))
            .dispatcher(new Dispatcher())
            .connectTimeout(config.connectTimeout())
            .readTimeout(config.readTimeout())
            .writeTimeout(config.readTimeout())
            .callTimeout(config.callTimeout())
            .addNetworkInterceptor(Fetcher::noteAddress)
            .build();
  }

  /// Filled while a request is under way.
  private static final class Exchange {
    final String host;
    volatile @Nullable InetAddress address;

    Exchange(String host) {
      this.host = host;
    }
  }

  /// Makes the request.
  public Fetch fetch(FetchRequest request) {
    UrlNormalForm url = request.url();
    Instant at = Instant.now();
    long start = System.nanoTime();
    Exchange exchange = new Exchange(url.authority());
    try (Response response = client.newCall(httpRequest(request, exchange)).execute()) {
      return read(url, at, start, response, exchange);
    } catch (Routes.GuardedAddressException e) {
      return new Fetch.Refused(url, at, String.valueOf(e.getMessage()), null);
    } catch (IOException | RuntimeException e) {
      return failed(url, at, since(start), e);
    }
  }

  /// Ends the requests to `host`, an authority, that are under way.
  public void cancel(String host) {
    for (okhttp3.Call call : client.dispatcher().runningCalls()) {
      Exchange exchange = call.request().tag(Exchange.class);
      if (exchange != null && exchange.host.equals(host)) {
        call.cancel();
      }
    }
  }

  /// Ends every request under way.
  public void cancelAll() {
    client.dispatcher().cancelAll();
  }

  @Override
  public void close() {
    cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private Request httpRequest(FetchRequest request, Exchange exchange) {
    Request.Builder builder =
        new Request.Builder()
            .url(request.url().toString())
            .tag(Exchange.class, exchange)
            .header("User-Agent", config.userAgent())
            .header("Accept", ACCEPT)
            .header("Accept-Encoding", BodyReader.ACCEPT_ENCODING);
    if (!request.languages().isEmpty()) {
      builder.header("Accept-Language", String.join(", ", request.languages()));
    }
    if (request.etag() != null) {
      builder.header("If-None-Match", request.etag());
    }
    if (request.lastModified() != null) {
      builder.header("If-Modified-Since", request.lastModified());
    }
    return builder.build();
  }

  private static Response noteAddress(Interceptor.Chain chain) throws IOException {
    Exchange exchange = chain.request().tag(Exchange.class);
    okhttp3.Connection connection = chain.connection();
    if (exchange != null && connection != null) {
      exchange.address = connection.socket().getInetAddress();
    }
    return chain.proceed(chain.request());
  }

  private Fetch read(
      UrlNormalForm url, Instant at, long start, Response response, Exchange exchange)
      throws IOException {
    int status = response.code();
    Head head = new Head(status, response.protocol().toString(), fields(response.headers()));
    if (status >= 200 && status < 300) {
      ResponseBody raw = response.body();
      BodyReader.Body body =
          BodyReader.read(
              raw.byteStream(),
              head.all("Content-Encoding"),
              raw.contentLength(),
              config.maxBodyBytes());
      return new Fetch.Fetched(
          url, at, since(start), head, body.bytes(), body.truncated(), exchange.address);
    }
    if (status == 304) {
      return new Fetch.NotModified(url, at, since(start), head, exchange.address);
    }
    Optional<String> location = head.first("Location");
    if (isRedirect(status) && location.isPresent()) {
      return new Fetch.Redirected(url, at, since(start), status, location.get());
    }
    return new Fetch.Failed(
        url, at, since(start), status, "http " + status, again(status), retryAfter(head));
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static Fetch.Again again(int status) {
    boolean later =
        status >= 500 && status != 501 && status != 505 || status == 429 || status == 408;
    return later ? Fetch.Again.LATER : Fetch.Again.NEVER;
  }

  private static @Nullable Duration retryAfter(Head head) {
    String value = head.first("Retry-After").orElse("").strip();
    Duration wait = null;
    if (value.matches("\\d{1,9}")) {
      wait = Duration.ofSeconds(Long.parseLong(value));
    } else if (!value.isEmpty()) {
      java.util.Date date = Headers.of("Date", value).getDate("Date");
      wait = date == null ? null : Duration.between(Instant.now(), date.toInstant());
    }
    if (wait == null || wait.isNegative()) {
      return null;
    }
    return wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
  }

  private static List<Head.Field> fields(Headers headers) {
    List<Head.Field> fields = new ArrayList<>(headers.size());
    for (int i = 0; i < headers.size(); i++) {
      fields.add(new Head.Field(headers.name(i), headers.value(i)));
    }
    return fields;
  }

  private static Fetch.Failed failed(UrlNormalForm url, Instant at, long millis, Exception e) {
    String reason =
        switch (e) {
          case UnknownHostException _ -> "dns: unknown host";
          case ConnectException c -> "connect: " + c.getMessage();
          case InterruptedIOException _ -> "timeout";
          case SSLException s -> "tls: " + s.getMessage();
          case BodyReader.UnknownCodingException u -> "body: " + u.getMessage();
          case IOException i -> "io: " + i.getMessage();
          default -> "invalid: " + e.getMessage();
        };
    boolean never =
        e instanceof SSLException
            || e instanceof BodyReader.UnknownCodingException
            || e instanceof RuntimeException;
    return new Fetch.Failed(
        url, at, millis, 0, reason, never ? Fetch.Again.NEVER : Fetch.Again.LATER, null);
  }

  private static long since(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
