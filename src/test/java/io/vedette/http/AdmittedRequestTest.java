package io.vedette.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.Stub;
import io.vedette.Stub.Action;
import io.vedette.failure.Failure;
import io.vedette.traffic.Admission;
import io.vedette.traffic.TestTraffic;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdmittedRequestTest {
  private final Admission admission = TestTraffic.admission(100);
  private final Queue<AsyncListener> listeners = new ConcurrentLinkedQueue<>();
  private final AsyncContext context =
      Stub.of(
          AsyncContext.class,
          Map.of(
              "addListener",
              listener -> listeners.add((AsyncListener) listener[0]),
              "getRequest",
              none -> null,
              "getResponse",
              none -> null));
  private boolean asynchronous;
  private String target = "/first";
  private String query = "a=1";

  /** How an answer on another thread can end. */
  private enum End {
    COMPLETE,
    TIMEOUT,
    ERROR
  }

  private AdmittedRequest request() {
    Map<String, Object> attributes = new HashMap<>();
    Map<String, Action> actions =
        Map.of(
            "setAttribute", pair -> attributes.put((String) pair[0], pair[1]),
            "getAttribute", name -> attributes.get((String) name[0]),
            "getRequestURI", none -> target,
            "getQueryString", none -> query,
            "isAsyncStarted", none -> asynchronous,
            "startAsync", any -> context);
    return new AdmittedRequest(Stub.of(HttpServletRequest.class, actions), admission);
  }

  /** Whether what the admission held was given back. */
  private boolean isClosed() {
    try {
      admission.hold(0);
      return false;
    } catch (Failure ended) {
      return true;
    }
  }

  @Test
  void admission_ofARequestThatTheFilterLetIn_isFound() {
    assertSame(admission, AdmittedRequest.admission(request()));
    HttpServletRequest bare =
        Stub.of(HttpServletRequest.class, Map.of("getAttribute", name -> "something else"));
    assertThrows(IllegalStateException.class, () -> AdmittedRequest.admission(bare));
  }

  @Test
  void returned_answeredOnTheSameThread_givesBack() {
    request().returned();

    assertTrue(isClosed());
  }

  @ParameterizedTest
  @EnumSource
  void startAsync_answeredElsewhere_givesBackOnlyAtItsEnd(End end) throws IOException {
    AdmittedRequest request = request();
    assertSame(context, request.startAsync());
    asynchronous = true;
    request.returned();
    assertFalse(isClosed());

    AsyncListener listener = listeners.remove();
    AsyncEvent event = new AsyncEvent(context);
    switch (end) {
      case COMPLETE -> listener.onComplete(event);
      case TIMEOUT -> listener.onTimeout(event);
      case ERROR -> listener.onError(event);
    }
    assertTrue(isClosed());
  }

  @Test
  void startAsync_againAndWithArguments_isStillWatched() throws IOException {
    AdmittedRequest request = request();
    request.startAsync(request, Stub.of(HttpServletResponse.class, Map.of()));
    AsyncListener listener = listeners.remove();

    listener.onStartAsync(new AsyncEvent(context));

    assertSame(listener, listeners.remove());
  }

  @Test
  void target_isTheOneThatWasAdmitted_whateverTheContainerSaysOnAnotherThread() {
    AdmittedRequest request = request();
    target = "/another";
    query = "b=2";

    assertEquals("/first", request.getRequestURI());
    assertEquals("a=1", request.getQueryString());
  }
}
