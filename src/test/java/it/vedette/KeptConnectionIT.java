package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers end an HTTP/1.1 connection. */
class KeptConnectionIT {

  private static final Client client = Target.client();

  private static String request(String line, String... fields) {
    String head = line + " HTTP/1.1\r\nHost: x\r\n";
    return head + String.join("\r\n", fields) + (fields.length > 0 ? "\r\n\r\n" : "\r\n");
  }

  private static String put(String path, String... fields) {
    List<String> all = new ArrayList<>(List.of(fields));
    all.add("Content-Length: 1");
    return request("PUT " + path, all.toArray(String[]::new)) + "x";
  }

  /** Again and again, and what comes after it is answered. */
  private static void assertKept(int status, String request) throws IOException {
    try (RawConnection connection = RawConnection.to(Target.base())) {
      for (int i = 0; i < 3; i++) {
        connection.send(request);
        String answer = connection.readAnswer();
        assertTrue(answer.startsWith(Integer.toString(status)), answer);
      }
      connection.send(request("GET /api/v1/caches"));
      assertEquals("200", connection.readAnswer());
    }
  }

  private static void assertEnds(int status, String request) throws IOException {
    try (RawConnection connection = RawConnection.to(Target.base())) {
      connection.send(request);
      String head = connection.readHead();
      assertTrue(head.startsWith("HTTP/1.1 " + status), head);
      assertTrue(head.contains("Connection: Close"), head);
    }
  }

  @Test
  void miss() throws IOException {
    Entries entries = Entries.fresh();

    assertKept(404, request("GET " + entries.entry("absent")));
    assertKept(404, request("GET /api/v1/session/attributes/a", "Session-Id: " + "A".repeat(43)));
  }

  @Test
  void conditionThatFails() throws IOException {
    assertKept(412, put(Entries.fresh().entry("k"), "If-Match: \"other\""));
  }

  @Test
  void leaseThatIsLost() throws IOException {
    assertKept(409, put(Entries.fresh().entry("k"), "Fill-Lease: lost"));
  }

  @Test
  void missingCondition() throws IOException {
    Entries entries = Entries.fresh(client, "{'conditional':true}");

    assertKept(428, put(entries.entry("k")));
  }

  @Test
  void quota() throws IOException {
    Entries entries = Entries.fresh(client, "{'maxEntries':1}");
    client.put(entries.entry("first"), "x");

    assertKept(429, put(entries.entry("k")));
  }

  @Test
  void keyOfAnotherRequest() throws IOException {
    Entries entries = Entries.fresh();
    String key = "Idempotency-Key: \"%s\"".formatted(entries.entry("").replace('/', '-'));
    String path = entries.policy() + "/counters/c";
    try (RawConnection connection = RawConnection.to(Target.base())) {
      connection.send(request("POST " + path, key, "Content-Length: 0"));
      assertEquals("200", connection.readAnswer());
    }

    assertKept(422, request("POST " + path + "2", key, "Content-Length: 0"));
  }

  @ParameterizedTest
  @CsvSource({
    "502, rude, garbage/1, max-age=5",
    "503, gone, k, max-age=5",
    "504, main, k, only-if-cached"
  })
  void originThatIsOfNoUse(int status, String origin, String key, String control)
      throws IOException {
    Entries entries = Entries.fresh(client, "{'origin':'%s'}".formatted(origin));

    assertKept(status, request("GET " + entries.entry(key), "Cache-Control: " + control));
  }

  /** Whose end nobody can tell, or would take too long to reach. */
  @Test
  void messagesWithoutATrustedEnd_endIt() throws IOException {
    String path = Entries.fresh().entry("k");

    assertEnds(400, request("PUT " + path, "Transfer-Encoding: gzip") + "x");
    assertEnds(413, request("PUT " + path, "Content-Length: 67108000"));
    assertEnds(400, request("GET " + path, "X-Long: " + "x".repeat(10_000)));
  }
}
