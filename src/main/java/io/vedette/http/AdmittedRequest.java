package io.vedette.http;

import io.vedette.traffic.Admission;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request that gives its admission back when it is answered, also when that happens on another
 * thread, or not at all because the client has gone. Its target reads the same on every thread: the
 * container keeps it with the thread, and on another gives the one of another request.
 */
public final class AdmittedRequest extends HttpServletRequestWrapper {
  private static final String ATTRIBUTE = AdmittedRequest.class.getName();

  private final Admission admission;
  private final String target;
  private final @Nullable String query;

  public AdmittedRequest(HttpServletRequest request, Admission admission) {
    super(request);
    this.admission = admission;
    this.target = request.getRequestURI();
    this.query = request.getQueryString();
    request.setAttribute(ATTRIBUTE, admission);
  }

  /** The admission of a request that the filter has let in. */
  public static Admission admission(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Admission admission) {
      return admission;
    }
    throw new IllegalStateException("the filter did not run");
  }

  @Override
  public String getRequestURI() {
    return target;
  }

  @Override
  public @Nullable String getQueryString() {
    return query;
  }

  @Override
  public AsyncContext startAsync() {
    return watched(super.startAsync());
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    return watched(super.startAsync(request, response));
  }

  /** Before any other thread can know of it: later it may be complete already. */
  private AsyncContext watched(AsyncContext context) {
    context.addListener(new End(admission));
    return context;
  }

  /** Unless another thread answers it. */
  public void returned() {
    if (!isAsyncStarted()) {
      admission.close();
    }
  }

  private record End(Admission admission) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      admission.close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      admission.close();
    }

    @Override
    public void onError(AsyncEvent event) {
      admission.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
