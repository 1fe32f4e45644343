package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fill leases: of all who miss an entry one computes it. */
class LeaseIT {
  private static final byte[] NONE = {};

  private final Client client = Target.client();
  private final Entries entries = Entries.fresh();

  private Answer miss(String key, String... prefer) {
    return client.get(
        entries.entry(key), "Prefer", String.join(", ", "fill-lease", String.join(", ", prefer)));
  }

  private String lease(String key) {
    Answer answer = miss(key);
    assertEquals(404, answer.status());
    assertFalse(answer.header("Fill-Lease").isEmpty(), answer::text);
    return answer.header("Fill-Lease");
  }

  private int fill(String key, String lease, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Fill-Lease";
    all[1] = lease;
    return client.put(entries.entry(key), "filled", all).status();
  }

  @Test
  void ofManyWhoMiss_oneGetsTheLease_andTheOthersAreToldWhenToCome() {
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 100)
            .mapToObj(
                i -> client.sendAsync("GET", entries.entry("k"), NONE, "Prefer", "fill-lease"))
            .toList();

    assertEquals(
        1, answers.stream().filter(it -> !it.join().header("Fill-Lease").isEmpty()).count());
    for (CompletableFuture<Answer> answer : answers) {
      assertEquals(404, answer.join().status());
      String again = answer.join().header("Retry-After");
      assertTrue(!again.isEmpty() || !answer.join().header("Fill-Lease").isEmpty());
    }
  }

  @Test
  void whoWaits_getsWhatTheHolderStores() {
    String lease = lease("k");
    List<CompletableFuture<Answer>> waiting =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    client.sendAsync(
                        "GET", entries.entry("k"), NONE, "Prefer", "fill-lease, wait=10"))
            .toList();

    assertEquals(201, fill("k", lease));

    waiting.forEach(answer -> assertEquals("filled", answer.join().text()));
  }

  @Test
  void whoWaits_takesOver_whenTheHolderDies() {
    assertFalse(
        client.get(entries.entry("k"), "Prefer", "fill-lease=1").header("Fill-Lease").isEmpty());

    Answer next = miss("k", "wait=5");

    assertFalse(next.header("Fill-Lease").isEmpty(), next::text);
  }

  @Test
  void leaseThatIsOver_storesNothing() {
    String lease = client.get(entries.entry("k"), "Prefer", "fill-lease=1").header("Fill-Lease");
    Await.until(
        "another gets it", Duration.ofSeconds(5), () -> !miss("k").header("Fill-Lease").isEmpty());

    assertEquals(409, fill("k", lease));
    assertEquals(404, client.get(entries.entry("k")).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'keys':['user/1']}|409",
        "{'keys':['user/2']}|201",
        "{'prefix':'user/'}|409",
        "{'prefix':'users'}|201",
        "{'all':true}|409",
        "{'groups':['g']}|409",
        "{'groups':['g'],'mode':'soft'}|409",
        "{'groups':['G']}|201"
      })
  void invalidation_endsTheLeaseOfWhatItMeans(String body, int status) {
    String lease = lease("user/1");

    assertEquals(200, client.post(entries.invalidations(), body.replace('\'', '"')).status());

    assertEquals(status, fill("user/1", lease, "Cache-Groups", "\"g\", \"h\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'keys':['user/1']}",
        "{'prefix':'user/'}",
        "{'prefix':'user/','mode':'soft'}",
        "{'all':true}",
        "{'groups':['g']}"
      })
  void invalidation_letsTheNextWhoMissesHaveTheLeaseAtOnce(String body) {
    String lost = lease("user/1");
    assertTrue(miss("user/1").header("Fill-Lease").isEmpty());

    client.post(entries.invalidations(), body.replace('\'', '"'));

    String next = lease("user/1");
    assertEquals(409, fill("user/1", lost, "Cache-Groups", "\"g\""));
    assertEquals(201, fill("user/1", next, "Cache-Groups", "\"g\""));
  }

  @Test
  void writeThatIsRefused_letsTheNextWhoMissesHaveTheLeaseAtOnce() {
    String lost = lease("k");
    client.post(entries.invalidations(), "{\"groups\":[\"g\"]}");

    assertEquals(409, fill("k", lost, "Cache-Groups", "\"g\""));

    lease("k");
  }

  @Test
  void writeOrDeletion_endsTheLease() {
    String first = lease("k");
    client.put(entries.entry("k"), "other");
    assertEquals(409, fill("k", first));
    assertEquals("other", client.get(entries.entry("k")).text());

    client.delete(entries.entry("k"));
    String second = lease("k");
    client.delete(entries.entry("k"));
    assertEquals(409, fill("k", second));
  }

  @Test
  void othersGetWhatIsStale_whileOneFills() {
    client.put(entries.entry("k"), "old", "Cache-Groups", "\"g\"");
    client.post(entries.invalidations(), "{\"groups\":[\"g\"],\"mode\":\"soft\"}");

    String lease = lease("k");
    Answer stale = miss("k");

    assertEquals(200, stale.status());
    assertEquals("old", stale.text());
    assertTrue(stale.header("Cache-Status").startsWith("vedette; hit; ttl="));
    assertEquals(201, fill("k", lease));
    assertEquals("filled", miss("k").text());
  }

  @Test
  void lease_isAskedForAndGivenBack() {
    client.put(entries.entry("k"), "old");
    Answer given = client.send("POST", entries.lease("k") + "?ttl=30", NONE);
    assertEquals(201, given.status());
    String lease = given.json().getString("lease");
    assertEquals(lease, given.header("Fill-Lease"));
    assertEquals(30, given.json().getInt("ttl"));

    Answer refused = client.send("POST", entries.lease("k"), NONE);
    assertEquals(409, refused.status());
    assertFalse(refused.header("Retry-After").isEmpty());

    assertEquals(409, client.delete(entries.lease("k"), "Fill-Lease", "other").status());
    assertEquals(204, client.delete(entries.lease("k"), "Fill-Lease", lease).status());
    assertEquals(201, client.send("POST", entries.lease("k"), NONE).status());
    assertEquals(409, fill("k", lease));
  }

  @Test
  void leaseOfAnotherKey_isNone() {
    String lease = lease("a");

    assertEquals(409, fill("b", lease));
    assertEquals(201, fill("a", lease));
    assertEquals(409, fill("a", lease));
  }
}
