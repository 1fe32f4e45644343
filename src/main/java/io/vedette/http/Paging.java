package io.vedette.http;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A list that is read page by page: the parameters {@code limit} and {@code cursor}, and the link
 * to the next page (RFC 8288).
 *
 * @param limit the most items of a page, 1 to 1,000
 * @param self where the list is, with what it was asked for but the cursor
 */
public record Paging(int limit, String self) {
  /** The parameter that says behind which item a page begins. */
  public static final String CURSOR = "cursor";

  /** The parameter that says how many items a page has at most. */
  public static final String LIMIT = "limit";

  private static final int LARGEST = 1000;
  private static final int USUAL = 100;

  /**
   * Reads a request.
   *
   * @param others what it was asked for besides, by name
   * @throws Failure when the limit is none
   */
  public static Paging of(HttpServletRequest request, Query query, Map<String, String> others) {
    int limit = query.number(LIMIT, 1, LARGEST, USUAL);
    String asked =
        others.entrySet().stream()
            .map(other -> other.getKey() + "=" + encoded(other.getValue()) + "&")
            .collect(Collectors.joining());
    return new Paging(limit, request.getRequestURI() + "?" + asked + LIMIT + "=" + limit);
  }

  private static String encoded(String text) {
    return PercentEncoding.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Where the page begins; empty for the first one.
   *
   * @param form reads what a page gave as {@code next}; empty for anything else
   * @throws Failure when it is something else
   */
  public static <T> Optional<T> cursor(Query query, Function<String, Optional<T>> form) {
    return query.text(CURSOR).map(text -> form.apply(text).orElseThrow(Paging::notOurs));
  }

  private static Failure notOurs() {
    return Failure.malformed(
        InputError.parameter(CURSOR, "'cursor' is what a page of this list gave as 'next'"));
  }

  /**
   * 200 with a page.
   *
   * @param next where the next page begins; empty on the last one
   */
  public Response answer(JsonArrayBuilder items, Optional<String> next) {
    JsonObjectBuilder document = JSON.createObjectBuilder().add("items", items);
    next.ifPresent(cursor -> document.add("next", cursor));
    Response.ResponseBuilder answer = JsonAnswer.ok(document.build());
    next.ifPresent(
        cursor -> answer.header("Link", "<%s&cursor=%s>; rel=\"next\"".formatted(self, cursor)));
    return answer.build();
  }
}
