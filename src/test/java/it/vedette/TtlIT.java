package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expiry of an entry, without its value. */
class TtlIT {
  private static final String JSON = "application/json";

  private final Client client = Target.client();
  private final Entries entries = Entries.fresh();

  @Test
  void ttl_setAndRead_keepsValueAndTag() {
    String tag = client.put(entries.entry("k") + "?ttl=60&idle=50", "x").header("ETag");

    Answer set = client.put(entries.ttl("k"), "{\"ttl\":600}", "Content-Type", JSON);
    assertEquals(204, set.status(), set::text);
    assertEquals(tag, set.header("ETag"));
    Answer read = client.get(entries.ttl("k"));
    assertTrue(read.json().getInt("ttl") > 590 && read.json().getInt("ttl") <= 600);
    assertEquals(50, read.json().getInt("idle"));
    assertEquals(tag, client.get(entries.entry("k")).header("ETag"));
  }

  @Test
  void ttl_asDuration_isTaken() {
    client.put(entries.entry("k"), "x");

    assertEquals(
        204, client.put(entries.ttl("k"), "{\"ttl\":\"PT2M\"}", "Content-Type", JSON).status());
    assertTrue(client.get(entries.ttl("k")).json().getInt("ttl") <= 120);
  }

  @Test
  void ttl_removedWhereThePolicyForbids_isAConflict() {
    client.put(entries.entry("k"), "x");

    Answer refused = client.delete(entries.ttl("k"));
    assertEquals(409, refused.status());
    assertEquals("conflict", refused.problem());
    assertEquals("not-applied", refused.json().getString("outcome"));
  }

  @Test
  void ttl_ofNoEntry_isNotFound() {
    assertEquals(404, client.get(entries.ttl("absent")).status());
    Answer set = client.put(entries.ttl("absent"), "{\"ttl\":5}", "Content-Type", JSON);
    assertEquals(404, set.status());
    assertEquals("entry-not-found", set.problem());
  }

  @Test
  void ttl_underAFalseCondition_stays() {
    client.put(entries.entry("k") + "?ttl=60", "x");

    Answer refused =
        client.put(
            entries.ttl("k"), "{\"ttl\":600}", "Content-Type", JSON, "If-Match", "\"other\"");
    assertEquals(412, refused.status());
    assertTrue(client.get(entries.ttl("k")).json().getInt("ttl") <= 60);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"ttl":5}           | text/plain       | 415
          {"tl":5}            | application/json | 400
          {"ttl":5,"x":1}     | application/json | 400
          {"ttl":5,"ttl":6}   | application/json | 400
          {"ttl":0}           | application/json | 400
          {"ttl":-1}          | application/json | 400
          {"ttl":1.5}         | application/json | 400
          {"ttl":99999999999} | application/json | 400
          {"ttl":"soon"}      | application/json | 400
          {"ttl":null}        | application/json | 400
          {}                  | application/json | 400
          []                  | application/json | 400
          {"ttl":5            | application/json | 400
          {"ttl":5} x         | application/json | 400
          """)
  void ttl_badDocument_isRefusedAndNothingChanges(String document, String type, int status) {
    client.put(entries.entry("k") + "?ttl=60", "x");

    Answer refused = client.put(entries.ttl("k"), document, "Content-Type", type);

    assertEquals(status, refused.status(), refused::text);
    assertEquals("application/problem+json", refused.header("Content-Type"));
    int left = client.get(entries.ttl("k")).json().getInt("ttl");
    assertTrue(left > 30 && left <= 60, "ttl is now " + left);
  }

  @Test
  void ttl_misspeltMember_isNamedWithTheNearest() {
    client.put(entries.entry("k"), "x");

    Answer refused = client.put(entries.ttl("k"), "{\"tl\":5}", "Content-Type", JSON);
    var error = refused.json().getJsonArray("errors").getJsonObject(0);
    assertEquals("/tl", error.getString("pointer"));
    assertTrue(error.getString("detail").contains("did you mean 'ttl'?"));
  }
}
