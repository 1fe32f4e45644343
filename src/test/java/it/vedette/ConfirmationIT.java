package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A 304 of an origin updates what is stored: RFC 9111, sections 3.2 and 4.3.4. */
class ConfirmationIT {
  private static final OriginServer origin = Origins.MAIN;
  private static final Client client = Target.client();

  private Entries entries = Entries.fresh();

  @BeforeEach
  void policy() {
    entries = Entries.fresh(client, "{'origin':'main','jitter':0,'public':true}");
  }

  /** Sends a value with the first fields once, and confirms it with the others from then on. */
  private static String on(String path, String[] first, String... confirmation) {
    origin.on(
        path,
        exchange -> {
          boolean asked =
              exchange.getRequestHeaders().containsKey("If-None-Match")
                  || exchange.getRequestHeaders().containsKey("If-Modified-Since");
          String language = exchange.getRequestHeaders().getFirst("Accept-Language");
          OriginServer.send(
              exchange, asked ? 304 : 200, "body " + language, asked ? confirmation : first);
        });
    return path.substring(1);
  }

  private static String[] fields(String... fields) {
    return fields;
  }

  private Answer get(String key, String... headers) {
    return client.get(entries.entry(key), headers);
  }

  private Answer confirmed(String key, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Cache-Control";
    all[1] = "no-cache";
    Answer answer = get(key, all);
    assertEquals(200, answer.status(), answer::text);
    assertTrue(answer.header("Cache-Status").contains("fwd-status=304"), answer::text);
    return answer;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-cache|3|0",
        "max-age=0, must-revalidate|3|0",
        "max-age=60, must-revalidate|2|60"
      })
  void cacheControl_thatTheConfirmationLacks_staysAsItWas(String control, int asked, int most) {
    String path = "/304/control/" + Integer.toHexString(control.hashCode());
    String key = on(path, fields("ETag", "\"v\"", "Cache-Control", control), "ETag", "\"v\"");
    get(key);
    confirmed(key);

    Answer third = get(key);

    assertEquals(asked, origin.count(path));
    assertEquals("body null", third.text());
    assertEquals(control, third.header("Cache-Control"));
    if (most > 0) {
      String status = third.header("Cache-Status");
      assertTrue(Integer.parseInt(status.replaceAll("\\D", "")) <= most, status);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cache-Control|no-store",
        "Cache-Control|private",
        "Cache-Control|private=\"x\", max-age=60",
        "Vary|*",
        "Set-Cookie|a=b"
      })
  void whatIsNotForSharingAnyMore_isForWhoAskedAlone_andForgotten(String name, String value) {
    String path = "/304/private/" + Integer.toHexString((name + value).hashCode());
    String key =
        on(
            path,
            fields("ETag", "\"v\"", "Cache-Control", "max-age=60"),
            "ETag",
            "\"v\"",
            name,
            value);
    get(key);
    confirmed(key);

    assertEquals("not-cached", get(key, "Cache-Control", "only-if-cached").problem());
    assertFalse(client.get(entries.list()).text().contains(key));
    assertEquals("body null", get(key).text());
    assertFalse(origin.asked(path).get(2).containsKey("If-none-match"));
  }

  @Test
  void vary_thatItDidNotHave_letsTheOtherVariantsAsk() {
    String key =
        on(
            "/304/vary",
            fields("ETag", "\"v\"", "Cache-Control", "max-age=60"),
            "ETag",
            "\"v\"",
            "Vary",
            "Accept-Language");
    get(key, "Accept-Language", "en");
    confirmed(key, "Accept-Language", "en");

    Answer german = get(key, "Accept-Language", "de");

    assertEquals("body de", german.text());
    assertTrue(german.header("Cache-Status").contains("fwd=vary-miss"));
    assertEquals("body en", get(key, "Accept-Language", "en").text());
    assertEquals("body de", get(key, "Accept-Language", "de").text());
    assertEquals(3, origin.count("/304/vary"));
  }

  @ParameterizedTest
  @CsvSource({"ETag, '\"2\"'", "ETag, 'W/\"2\"'", "Last-Modified, 'Tue, 03 Nov 2026 10:00:00 GMT'"})
  void confirmationOfAnotherValue_updatesNothing_andThatOneIsAskedFor(String name, String value) {
    String path = "/304/other/" + Integer.toHexString(value.hashCode());
    origin.on(
        path,
        "one",
        name,
        name.equals("ETag") ? "\"1\"" : "Mon, 02 Nov 2026 10:00:00 GMT",
        "Cache-Control",
        "max-age=60");
    String key = path.substring(1);
    get(key);
    on(path, fields(name, value, "Cache-Control", "max-age=60"), name, value);

    Answer answer = get(key, "Cache-Control", "no-cache");

    assertEquals("body null", answer.text());
    assertEquals(value, answer.header(name));
    assertEquals("vedette; fwd=request; fwd-status=200; stored", answer.header("Cache-Status"));
    assertEquals("body null", get(key).text());
    assertEquals(3, origin.count(path));
  }

  @Test
  void fieldsOfTheConfirmation_replaceTheStoredOnes() {
    String modified = "Tue, 03 Nov 2026 10:00:00 GMT";
    String[] first = {
      "ETag", "\"v\"", "Cache-Control", "max-age=60", "Cache-Groups", "\"old\", \"both\"",
      "Content-Type", "text/plain", "X-Kept", "kept", "X-New", "old"
    };
    String[] confirmation = {
      "ETag",
      "\"v\"",
      "Cache-Groups",
      "\"new\", \"both\"",
      "Content-Type",
      "text/csv",
      "Last-Modified",
      modified,
      "X-New",
      "new"
    };
    String key = on("/304/fields", first, confirmation);
    get(key);

    for (Answer answer : new Answer[] {confirmed(key), get(key)}) {
      assertEquals("text/csv", answer.header("Content-Type"));
      assertEquals("\"new\", \"both\"", answer.header("Cache-Groups"));
      assertEquals(modified, answer.header("Last-Modified"));
      assertEquals("kept", answer.header("X-Kept"));
      assertEquals("new", answer.header("X-New"));
    }
    assertEquals(304, get(key, "If-Modified-Since", modified).status());
    assertEquals(2, origin.count("/304/fields"));
    assertEquals(0, invalidated("old"));
    assertEquals(1, invalidated("new"));
    assertEquals(0, invalidated("both"));
  }

  private int invalidated(String group) {
    Answer answer = client.post(entries.invalidations(), "{\"groups\":[\"" + group + "\"]}");
    return answer.json().getInt("invalidated");
  }

  @Test
  void confirmationThatNobodyAskedFor_isNoAnswer() {
    origin.on("/304/unasked", exchange -> OriginServer.send(exchange, 304, ""));

    Answer answer = get("304/unasked");

    assertEquals(502, answer.status(), answer::text);
    assertEquals("bad-origin-answer", answer.problem());
  }

  /** One who has it gets no value, and it is asked for alone. */
  @Test
  void confirmationForOneWhoHasTheValue_isNotAskedForAgain() {
    String key = on("/304/has", fields("ETag", "\"v\"", "Cache-Control", "no-cache"));
    get(key);

    Answer answer = get(key, "Cache-Control", "no-store", "If-None-Match", "\"v\"");

    assertEquals(304, answer.status());
    assertTrue(origin.count("/304/has") <= 3, origin.count("/304/has") + " times");
  }
}
