package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.vedette.local.ChromiumProcess;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page of the OpenAPI document in a real browser, under its policy. */
@Tag("browser")
class OpenApiPageIT {
  private static final String[] TYPE = {"Content-Type", "text/javascript"};

  private static ChromiumProcess chromium;
  private BrowserPage page;

  @BeforeAll
  static void start() {
    chromium = ChromiumProcess.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @BeforeEach
  void open() {
    page = BrowserPage.open(chromium.devTools());
    assertTrue(page.show(Target.management() + "/openapi/ui/"));
    page.await("document.querySelectorAll('.opblock').length > 0");
  }

  @AfterEach
  void close() {
    page.close();
  }

  /** Clicks on all that it finds, and waits until there is as much of something else. */
  private void unfold(String buttons, String shown, int least) {
    page.evaluate("document.querySelectorAll('%s').forEach(it => it.click())".formatted(buttons));
    page.await("document.querySelectorAll('%s').length >= %d".formatted(shown, least));
  }

  /** One call after the other: all of them at once keep a page busy for half a minute. */
  @Test
  void page_withEachCallUnfolded_breaksNoPolicy() {
    int calls =
        ((JsonNumber) page.evaluate("document.querySelectorAll('.opblock').length")).intValue();
    for (int i = 0; i < calls; i++) {
      String call = "document.querySelectorAll('.opblock')[%d]".formatted(i);
      String fold = call + ".querySelector('.opblock-summary-control').click()";
      page.evaluate(fold);
      page.await(call + ".querySelector('.responses-table') !== null");
      page.evaluate(fold);
      page.await(call + ".querySelector('.responses-table') === null");
    }
    unfold(".json-schema-2020-12-accordion", ".json-schema-2020-12-property", calls);

    assertEquals(List.of(), page.complaints());
  }

  @Test
  void tryItOut_asksTheServer() {
    String call = "#operations-operation-getStatus ";
    String status = call + ".live-responses-table .response .response-col_status";
    unfold(call + ".opblock-summary-control", call + ".try-out__btn", 1);
    unfold(call + ".try-out__btn", call + ".execute", 1);
    unfold(call + ".execute", status, 1);

    page.await("document.querySelector('%s').innerText.startsWith('200')".formatted(status));
    assertEquals(List.of(), page.complaints());
  }

  @Test
  void script_putIntoThePage_isRefused() {
    page.evaluate("document.body.appendChild(document.createElement('script')).text = 'ran = 1'");
    String stored = Entries.fresh().entry("x.js");
    assertEquals(201, Target.client().put(stored, "ran = 1", TYPE).status());
    page.evaluate(
        """
        new Promise(done => document.body.appendChild(Object.assign(
          document.createElement('script'), {src: '%s', onerror: done, onload: done})))
        """
            .formatted(stored));
    page.evaluate("document.body.setAttribute('onclick', 'ran = 1')");
    page.evaluate("document.body.click()");

    assertEquals(JsonValue.TRUE, page.evaluate("window.ran === undefined"));
    assertEquals(3, page.complaints().size(), page.complaints()::toString);
  }
}
