package it.vedette;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;

/** Many clients that read and write one large value, as fast as they can. */
final class LargeValues {
  private static final int CLIENTS = 64;
  private static final int KEYS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final Entries entries = Entries.fresh();
  private final byte[] value;
  private final long checksum;
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();

  LargeValues(URI base, int size) {
    this.base = base;
    this.value = new byte[size];
    new Random(size).nextBytes(value);
    CRC32 sum = new CRC32();
    sum.update(value);
    this.checksum = sum.getValue();
  }

  /** How often each status was answered; after {@code length} every client stops. */
  Map<String, Integer> runFor(Duration length) throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      String method = i % 2 == 0 ? "PUT" : "GET";
      String path = entries.entry("k" + i / 2 % KEYS);
      threads.add(new Thread(() -> work(method, path, end)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join(length.plus(PATIENCE).toMillis());
    }
    return Map.copyOf(answers);
  }

  /** What no client may see: no answer, another status, a refusal without advice, other bytes. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  private void work(String method, String path, long end) {
    while (System.nanoTime() < end) {
      try {
        exchange(method, path);
      } catch (IOException | UncheckedIOException e) {
        violations.add(method + ": " + e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void exchange(String method, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .method(
                method,
                method.equals("PUT") ? BodyPublishers.ofByteArray(value) : BodyPublishers.noBody())
            .build();
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    long sum = checksum(answer.body());
    answers.merge(method + " " + answer.statusCode(), 1, Integer::sum);
    boolean refused = answer.statusCode() == 503;
    boolean fine =
        switch (answer.statusCode()) {
          case 200 -> sum == checksum;
          case 201, 204, 404 -> true;
          default -> refused && answer.headers().firstValue("Retry-After").isPresent();
        };
    if (!fine) {
      violations.add(method + ": " + answer);
    }
  }

  /** Read piece by piece: all answers together are larger than a small machine's memory. */
  private static long checksum(InputStream body) throws IOException {
    CRC32 sum = new CRC32();
    byte[] piece = new byte[65_536];
    try (body) {
      for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
        sum.update(piece, 0, length);
      }
    }
    return sum.getValue();
  }
}
