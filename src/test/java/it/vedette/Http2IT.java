package it.vedette;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to HTTP/2, with prior knowledge: how content is framed, and streams. */
@Timeout(600)
class Http2IT {
  private static final URI BASE = Target.other().base();
  private static final byte[] SMALL = "small".getBytes(UTF_8);

  private final Client client = new Client(BASE);
  private final Entries entries = Entries.fresh();
  private FrameConnection connection;

  @BeforeEach
  void connect() throws IOException {
    connection = FrameConnection.to(BASE);
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({
    "0, false", "1, false", "300000, false", "5000000, false",
    "0, true", "1, true", "300000, true", "5000000, true"
  })
  void content_withAndWithoutItsLength_isStoredAndGivenBack(int size, boolean announced)
      throws Exception {
    byte[] value = bytes(size);
    String[] length = {"content-length", Integer.toString(size)};
    int put = connection.put(entries.entry("k"), announced ? length : new String[0]);
    connection.content(put, value, true);
    assertEquals(201, connection.answer(put).status());

    Answer read = connection.answer(connection.get(entries.entry("k")));
    assertEquals(Integer.toString(size), read.header("Content-Length"));
    assertArrayEquals(value, read.body());
    assertArrayEquals(value, client.get(entries.entry("k")).body());
  }

  @Test
  void content_ofTheHeadAlone_isNone() throws Exception {
    int put = connection.open();
    byte[] head = connection.head("PUT", entries.entry("k"));
    connection.send(new Frame(Frame.HEADERS, Frame.END_HEADERS | Frame.END_STREAM, put, head));

    assertEquals(201, connection.answer(put).status());
    assertEquals(0, client.get(entries.entry("k")).body().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "6", "x", "5;"})
  void content_ofAnotherLengthThanAnnounced_isNotStored(String length) throws Exception {
    int put = connection.put(entries.entry("k"), "content-length", length);
    connection.content(put, SMALL, true);

    assertTrue(connection.isReset(put));
    assertEquals(404, client.get(entries.entry("k")).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"transfer-encoding", "connection", "upgrade", "keep-alive"})
  void field_ofTheConnection_isNoneOfARequest(String field) throws Exception {
    int put = connection.request("PUT", entries.entry("k"), true, field, "chunked");

    assertTrue(connection.isReset(put));
    assertEquals(404, client.get(entries.entry("k")).status());
  }

  @Test
  void trailers_thatAreAnnounced_areRefused_beforeTheContentIsLost() throws Exception {
    int put = connection.put(entries.entry("k"), "trailer", "x-sum");
    connection.content(put, SMALL, false);
    byte[] trailers = Frame.block("x-sum", "1");
    connection.send(new Frame(Frame.HEADERS, Frame.END_HEADERS | Frame.END_STREAM, put, trailers));

    Answer refused = connection.answer(put);
    assertEquals(400, refused.status());
    assertEquals("malformed-request", refused.problem());
    assertEquals(404, client.get(entries.entry("k")).status());
  }

  @Test
  void content_overTheLimit_isRefused() throws Exception {
    int put = connection.put(entries.entry("k"));
    connection.content(put, new byte[8 * 1024 * 1024 + 1], true);

    Answer refused = connection.answer(put);
    assertEquals(413, refused.status());
    assertEquals("too-large", refused.problem());
  }

  @Test
  void requests_onManyStreamsAtOnce_areAllAnswered() throws Exception {
    List<Integer> puts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      puts.add(connection.put(entries.entry("k" + i)));
    }
    byte[] value = bytes(20_000);
    for (int put : puts) {
      connection.content(put, value, true);
    }
    for (int put : puts) {
      assertEquals(201, connection.answer(put).status());
    }
    for (int round = 0; round < 20; round++) {
      List<Integer> gets = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        gets.add(connection.get(entries.entry("k" + i)));
      }
      for (int get : gets) {
        assertArrayEquals(value, connection.answer(get).body());
      }
    }
  }

  /** Of those that were ready before their method had returned, one in a few hundred hung. */
  @Test
  void answersWithoutContent_allEnd() throws Exception {
    client.put(entries.entry("k"), "x");
    for (int i = 0; i < 1000; i++) {
      String path = entries.entry(i % 2 == 0 ? "k" : "none");
      String[] unless = i % 2 == 0 ? new String[] {"if-none-match", "*"} : new String[0];
      int stream = connection.request(i % 2 == 0 ? "GET" : "DELETE", path, true, unless);

      assertEquals(i % 2 == 0 ? 304 : 204, connection.answer(stream).status());
    }
  }

  @Test
  void version_thatIsNotTurnedOn_isNotAgreedUpon() throws Exception {
    HttpClient both = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    URI entry = Target.server().base().resolve(entries.entry("k"));
    HttpRequest put =
        HttpRequest.newBuilder(entry)
            .timeout(Duration.ofSeconds(20))
            .PUT(BodyPublishers.ofByteArray(bytes(300_000)))
            .build();

    var stored = both.send(put, BodyHandlers.discarding());

    assertEquals(201, stored.statusCode());
    assertEquals(HttpClient.Version.HTTP_1_1, stored.version());
    try (FrameConnection refused = FrameConnection.to(Target.server().base())) {
      assertEquals(-1, refused.error());
    }
  }

  @Test
  void host_thatIsNotTheAuthority_makesNoDifference() throws Exception {
    int put = connection.put(entries.entry("k"), "host", "elsewhere");
    connection.content(put, SMALL, true);

    assertEquals(entries.entry("k"), connection.answer(put).header("Location"));
  }
}
