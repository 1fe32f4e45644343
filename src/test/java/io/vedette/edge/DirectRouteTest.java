package io.vedette.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.Stub;
import io.vedette.http.Call;
import io.vedette.http.Direct;
import io.vedette.http.FakeRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectRouteTest {
  private static final Response ANSWER = Response.ok("read").build();

  @Path("shelves/{shelf}/books/{book: .+}")
  static class Books {
    @GET
    @Direct
    public CompletionStage<Response> read(HttpServletRequest request) {
      return CompletableFuture.completedStage(ANSWER);
    }

    @HEAD
    @Direct
    public CompletionStage<Response> head(HttpServletRequest request) {
      throw new IllegalStateException("torn");
    }

    @GET
    @Path("pages/{page: [0-9]+}")
    @Direct
    @Produces("application/json")
    public CompletionStage<Response> page(HttpServletRequest request) {
      return CompletableFuture.completedStage(ANSWER);
    }

    @POST
    @Direct
    public CompletionStage<Response> lend(@PathParam("shelf") String shelf, HttpServletRequest to) {
      return CompletableFuture.completedStage(Response.ok(shelf + to.getHeader("To")).build());
    }

    @GET
    @Path("spine")
    public Response spine() {
      return ANSWER;
    }
  }

  private final Map<String, DirectRoute> routes =
      DirectRoute.of(new Books(), Books.class)
          .collect(Collectors.toMap(route -> route.method().getName(), Function.identity()));

  private DirectRoute route(String name) {
    return Objects.requireNonNull(routes.get(name));
  }

  private Optional<UnaryOperator<@Nullable String>> match(String route, FakeRequest request) {
    return route(route).match(request.request());
  }

  private boolean takes(String route, String path) {
    return match(route, FakeRequest.of("GET", path)).isPresent();
  }

  @Test
  void of_aResource_areItsDirectMethods() {
    assertEquals(Set.of("read", "head", "page", "lend"), routes.keySet());
  }

  @Test
  void match_ofAPath_tellsItsPlainParameters() {
    UnaryOperator<@Nullable String> parameters =
        match("read", FakeRequest.of("GET", "/api/v1/shelves/a-1/books/x/y?z")).orElseThrow();

    assertEquals("a-1", parameters.apply("shelf"));
    assertEquals(null, parameters.apply("book"));
    assertEquals(null, parameters.apply(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/shelves/a/books/b",
        "/api/v1/shelves/A.b_c~d-9/books/b%2Fc%20d",
        "/api/v1/shelves/a/books/b/",
        "/api/v1/shelves/a/books/b.c",
      })
  void match_ofUsualPaths_takesThem(String path) {
    assertTrue(takes("read", path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/shelves/a/books",
        "/api/v1/shelves/a/books/",
        "/api/v1/shelves//books/b",
        "/api/v1/shelves/%61/books/b",
        "/api/v1/shelves/a/b/books/c",
        "/api/v1/shelves/a/bookz/b",
        "/api/v2/shelves/a/books/b",
        "/x/api/v1/shelves/a/books/b",
        "/api/v1/shelves/a/books/b//c",
        "/api/v1/shelves/a/books/../b",
        "/api/v1/shelves/a/books/.b",
        "/api/v1/shelves/a/books/%2e%2E/b",
      })
  void match_ofOtherPaths_leavesThem(String path) {
    assertFalse(takes("read", path));
  }

  @Test
  void match_ofAnotherMethod_leavesIt() {
    String path = "/api/v1/shelves/a/books/b";

    assertFalse(match("read", FakeRequest.of("HEAD", path)).isPresent());
    assertTrue(match("head", FakeRequest.of("HEAD", path)).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */*                                  | true
          application/json                     | true
          application/json, text/plain, */*    | true
          text/html, application/*;q=0.9       | false
          application/json;charset=utf-8       | true
          text/plain,application/json;q=0.9    | false
          text/plain,application/json          | true
          application/json-seq                 | false
          x-application/json                   | false
          text/plain                           | false
          text/plain, */*;q=0                  | false
          APPLICATION/JSON                     | false
          """)
  void match_ofAMediaTypeThatIsProduced_isSure(String accept, boolean taken) {
    FakeRequest request = FakeRequest.of("GET", "/api/v1/shelves/a/books/b/pages/7");
    assertTrue(match("page", request).isPresent());

    assertEquals(taken, match("page", request.with("Accept", accept)).isPresent());
  }

  private Response call(String route, FakeRequest request) throws Throwable {
    Method method = route(route).method();
    Call call =
        new Call(
            request.request(),
            Stub.of(HttpServletResponse.class, Map.of()),
            method,
            match(route, request).orElseThrow());
    return route(route).call(call).toCompletableFuture().join();
  }

  @Test
  void call_givesTheMethodItsParameters() throws Throwable {
    FakeRequest request = FakeRequest.of("POST", "/api/v1/shelves/a-1/books/b").with("To", " me");

    assertEquals("a-1 me", call("lend", request).getEntity());
  }

  @Test
  void call_throwsWhatTheMethodThrows() {
    FakeRequest request = FakeRequest.of("HEAD", "/api/v1/shelves/a/books/b");

    assertThrows(IllegalStateException.class, () -> call("head", request));
  }
}
