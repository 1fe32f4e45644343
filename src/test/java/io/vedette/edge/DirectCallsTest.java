package io.vedette.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.Stub;
import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.http.Call;
import io.vedette.http.CallFilter;
import io.vedette.http.Direct;
import io.vedette.http.FakeRequest;
import io.vedette.http.FakeResponse;
import io.vedette.thread.Hops;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
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
          new Hops(this::hop));

  private final FakeResponse response = new FakeResponse();
  private final List<String> ends = new ArrayList<>();
  private boolean stopped;

  @Path("books")
  static class Books {
    final Queue<Runnable> meanwhile = new ArrayDeque<>();
    Supplier<CompletionStage<Response>> answer = CompletableFuture::new;
    int calls;

    @GET
    @Direct
    public CompletionStage<Response> read(HttpServletRequest request) {
      calls++;
      return answer.get();
    }

    @PUT
    @Direct
    public CompletionStage<Response> write(HttpServletRequest request) {
      calls++;
      Optional.ofNullable(meanwhile.poll()).ifPresent(Runnable::run);
      return CompletableFuture.completedStage(Response.ok("written").build());
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

  private void hop(Runnable work) {
    if (stopped) {
      throw new RejectedExecutionException("stopped");
    }
    hopped.add(work);
  }

  private boolean answer(String path) throws IOException {
    return answer(FakeRequest.of("GET", path));
  }

  private boolean answer(FakeRequest fake) throws IOException {
    HttpServletRequest request =
        new HttpServletRequestWrapper(fake.request()) {
          @Override
          public AsyncContext startAsync() {
            return Stub.of(
                AsyncContext.class,
                Map.of(
                    "setTimeout", time -> null,
                    "complete", none -> ends.add(response.status() + " " + response.content())));
          }
        };
    return calls.answer(request, response.response());
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

    assertEquals(200, response.status());
    assertEquals("read", response.content());
    assertEquals(4, response.fields().get("Content-Length"));
    assertEquals("200", response.fields().get("Seen"));
  }

  @Test
  void answer_thatComesLater_isWrittenOnTheExecutor_andEnds() throws IOException {
    CompletableFuture<Response> later = new CompletableFuture<>();
    books.answer = () -> later;

    assertTrue(answer("/api/v1/books"));
    later.complete(Response.ok("late").build());
    assertEquals("", response.content());
    hopped.remove().run();

    assertEquals(List.of("200 late"), ends);
  }

  @Test
  void answer_refusedByAFilter_isTheRefusal() throws IOException {
    gate.refusal = Optional.of(Response.status(403).entity("no").build());

    assertTrue(answer("/api/v1/books"));

    assertEquals(403, response.status());
    assertEquals("no", response.content());
    assertEquals("403", response.fields().get("Seen"));
    assertEquals(0, books.calls);
  }

  @Test
  void answer_whereSomethingIsThrown_isTheProblem() throws IOException {
    books.answer =
        () -> {
          throw Failure.of(Problem.CONFLICT, "torn");
        };

    assertTrue(answer("/api/v1/books"));

    assertEquals(409, response.status());
    assertEquals("application/problem+json", response.fields().get("Content-Type"));
    assertTrue(response.content().contains("torn"), response.content());
  }

  private void write() {
    try {
      assertTrue(answer(FakeRequest.of("PUT", "/api/v1/books")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void answer_toContent_isWrittenAtOnce() {
    write();

    assertEquals("written", response.content());
    assertEquals(List.of(), ends);
  }

  /** So that some threads of the server are left for others. */
  @Test
  void answer_toContent_whileTwoAreRead_comesFromTheExecutor() {
    books.meanwhile.addAll(List.of(this::write, this::write));

    write();
    assertEquals(2, books.calls);
    while (!hopped.isEmpty()) {
      hopped.remove().run();
    }

    assertEquals(3, books.calls);
    assertEquals(1, ends.size());
    write();
    assertEquals(4, books.calls);
  }

  @Test
  void answer_toContent_whileTwoAreRead_whenTheServerHasStopped_isAProblem() {
    books.meanwhile.addAll(List.of(this::write, this::write));
    stopped = true;

    write();

    assertEquals(2, books.calls);
    assertTrue(ends.get(0).startsWith("500 "), ends::toString);
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

    assertEquals(500, response.status());
    assertEquals(1, ends.size());
    assertTrue(response.content().contains("urn:vedette:problem:internal"), response.content());
  }
}
