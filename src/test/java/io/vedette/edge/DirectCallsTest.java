package io.vedette.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.Stub;
import io.vedette.Stub.Action;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.http.Call;
import io.vedette.http.CallFilter;
import io.vedette.http.Direct;
import io.vedette.http.FakeRequest;
import io.vedette.thread.Hops;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectCallsTest {
  private final Books books = new Books();
  private final Gate gate = new Gate();
  private final Queue<Runnable> hopped = new ArrayDeque<>();
  private final DirectCalls calls =
      new DirectCalls(
          DirectRoute.of(books, Books.class).toList(),
          new CallFilters(Stream.of(gate)),
          new Hops(hopped::add));

  private final Map<String, Object> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final List<String> ends = new ArrayList<>();
  private int status;

  @Path("books")
  static class Books {
    Supplier<CompletionStage<Response>> answer = CompletableFuture::new;
    int calls;

    @GET
    @Direct
    public CompletionStage<Response> read(HttpServletRequest request) {
      calls++;
      return answer.get();
    }
  }

  /** Refuses what it has an answer for, and marks all answers. */
  private static final class Gate implements CallFilter {
    Optional<Response> refusal = Optional.empty();
    boolean broken;

    @Override
    public Optional<Response> before(Call call) {
      return refusal;
    }

    @Override
    public void after(Call call, Answer answer) {
      if (broken) {
        throw new IllegalStateException("broken");
      }
      answer.fields().add("Seen", answer.status());
    }
  }

  private boolean answer(String path) throws IOException {
    HttpServletRequest request =
        new HttpServletRequestWrapper(FakeRequest.of("GET", path).request()) {
          @Override
          public AsyncContext startAsync() {
            return Stub.of(
                AsyncContext.class,
                Map.of(
                    "setTimeout", time -> null,
                    "complete", none -> ends.add(status + " " + content())));
          }
        };
    return calls.answer(request, response());
  }

  private String content() {
    return content.toString(StandardCharsets.UTF_8);
  }

  private HttpServletResponse response() {
    Map<String, Action> actions = new HashMap<>();
    actions.put("setStatus", code -> status = (Integer) code[0]);
    actions.put("setHeader", field -> fields.put((String) field[0], field[1]));
    actions.put("setContentType", type -> fields.put("Content-Type", type[0]));
    actions.put("setContentLength", length -> fields.put("Content-Length", length[0]));
    actions.put("getOutputStream", none -> new Out());
    actions.put("isCommitted", none -> content.size() > 0);
    actions.put("reset", none -> null);
    actions.put("flushBuffer", none -> null);
    return Stub.of(HttpServletResponse.class, actions);
  }

  private final class Out extends ServletOutputStream {
    @Override
    public void write(int letter) {
      content.write(letter);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void answer_toAnotherRequest_isNotOurs() throws IOException {
    assertFalse(answer("/api/v1/pens"));

    assertEquals(0, books.calls);
  }

  @Test
  void answer_thatIsThere_isWrittenAtOnce() throws IOException {
    books.answer = () -> CompletableFuture.completedStage(Response.ok("read").build());

    assertTrue(answer("/api/v1/books"));

    assertEquals(200, status);
    assertEquals("read", content());
    assertEquals(4, fields.get("Content-Length"));
    assertEquals("200", fields.get("Seen"));
  }

  @Test
  void answer_thatComesLater_isWrittenOnTheExecutor_andEnds() throws IOException {
    CompletableFuture<Response> later = new CompletableFuture<>();
    books.answer = () -> later;

    assertTrue(answer("/api/v1/books"));
    later.complete(Response.ok("late").build());
    assertEquals("", content());
    hopped.remove().run();

    assertEquals(List.of("200 late"), ends);
  }

  @Test
  void answer_refusedByAFilter_isTheRefusal() throws IOException {
    gate.refusal = Optional.of(Response.status(403).entity("no").build());

    assertTrue(answer("/api/v1/books"));

    assertEquals(403, status);
    assertEquals("no", content());
    assertEquals("403", fields.get("Seen"));
    assertEquals(0, books.calls);
  }

  @Test
  void answer_whereSomethingIsThrown_isTheProblem() throws IOException {
    books.answer =
        () -> {
          throw Failure.of(Problem.CONFLICT, "torn");
        };

    assertTrue(answer("/api/v1/books"));

    assertEquals(409, status);
    assertEquals("application/problem+json", fields.get("Content-Type"));
    assertTrue(content().contains("torn"), content());
  }

  /** And nobody waits for ever. */
  @Test
  void answer_thatCannotBeWritten_isAFault_andEnds() throws IOException {
    CompletableFuture<Response> later = new CompletableFuture<>();
    books.answer = () -> later;
    answer("/api/v1/books");
    later.complete(Response.ok("late").build());
    gate.broken = true;

    hopped.remove().run();

    assertEquals(500, status);
    assertEquals(1, ends.size());
    assertTrue(content().contains("urn:vedette:problem:internal"), content());
  }
}
