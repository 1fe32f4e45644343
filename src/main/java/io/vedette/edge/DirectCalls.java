package io.vedette.edge;

import io.vedette.http.Call;
import io.vedette.http.Content;
import io.vedette.http.Direct;
import io.vedette.http.Problems;
import io.vedette.http.RequestId;
import io.vedette.thread.Hops;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes calls of {@link Direct} methods, on the way that the servlets of the container offer. */
final class DirectCalls {
  private static final Logger LOG = Logger.getLogger(DirectCalls.class.getName());

  /** In bytes. More may be taken slowly, which must not hold one of the threads of the server. */
  private static final int AT_ONCE = 16 * 1024;

  /**
   * How many threads of the server may read content, whose sender may be slow. The server may have
   * no more than four of them; others read on the executor.
   */
  private static final int MOST_READING = 2;

  /** Each wait is bounded already. */
  private static final int NO_TIMEOUT = 0;

  private final List<DirectRoute> routes;
  private final CallFilters filters;
  private final Hops hops;
  private final Semaphore reading = new Semaphore(MOST_READING);

  DirectCalls(List<DirectRoute> routes, CallFilters filters, Hops hops) {
    this.routes = routes;
    this.filters = filters;
    this.hops = hops;
  }

  /**
   * Answers a request, at once or later on another thread.
   *
   * @return whether it is one for a direct method; else nothing has been done
   */
  boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    for (DirectRoute route : routes) {
      Optional<UnaryOperator<@Nullable String>> parameters = route.match(request);
      if (parameters.isPresent()) {
        answer(route, new Call(request, response, route.method(), parameters.get()));
        return true;
      }
    }
    return false;
  }

  private void answer(DirectRoute route, Call call) throws IOException {
    DirectAnswer answer = new DirectAnswer(call, filters);
    if (!route.hasContent()) {
      answer(answer, begin(route, call));
    } else if (reading.tryAcquire()) {
      answer(answer, beginAndRelease(route, call));
    } else {
      later(answer, () -> hops.begin(() -> begin(route, call)));
    }
  }

  private CompletableFuture<Response> beginAndRelease(DirectRoute route, Call call) {
    try {
      return begin(route, call);
    } finally {
      reading.release();
    }
  }

  private void answer(DirectAnswer answer, CompletableFuture<Response> found) throws IOException {
    if (found.isDone() && isSmall(found.join())) {
      answer.write(found.join());
    } else {
      later(answer, () -> found);
    }
  }

  private void later(DirectAnswer answer, Supplier<CompletableFuture<Response>> found) {
    HttpServletRequest request = answer.call().request();
    AsyncContext context = request.startAsync();
    context.setTimeout(NO_TIMEOUT);
    String requestId = RequestId.of(request);
    Problems.answered(hops.of(found.get()), requestId)
        .thenAccept(late -> finish(answer, late, requestId, context));
  }

  /** Never fails. */
  private CompletableFuture<Response> begin(DirectRoute route, Call call) {
    try {
      Optional<Response> refusal = filters.before(call);
      return refusal.isPresent()
          ? CompletableFuture.completedFuture(refusal.get())
          : route.call(call).toCompletableFuture();
    } catch (Throwable thrown) {
      return CompletableFuture.completedFuture(FailureMapper.answer(thrown, call.request()));
    }
  }

  private static boolean isSmall(Response answer) {
    return !(answer.getEntity() instanceof Content content) || content.sentBytes() <= AT_ONCE;
  }

  private static void finish(
      DirectAnswer answer, Response found, String requestId, AsyncContext context) {
    try {
      answer.write(found);
    } catch (IOException gone) {
      LOG.log(Level.FINE, "Not answered: the client has gone", gone);
    } catch (RuntimeException fault) {
      answer.fail(Problems.failure(fault, requestId));
    } finally {
      context.complete();
    }
  }
}
