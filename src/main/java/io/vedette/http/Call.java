package io.vedette.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A call of a resource method, through JAX-RS or past it, as {@link CallFilter} sees it. */
public final class Call {
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final String httpMethod;
  private final long began;
  private final @Nullable Method method;
  private final UnaryOperator<@Nullable String> parameters;
  private final Map<Class<?>, Object> notes = new HashMap<>(2);

  /**
   * Describes a call.
   *
   * @param method the resource method; none where no path or no method fits
   * @param parameters the values of the parameters in its path by name, decoded; null of others
   */
  public Call(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Method method,
      UnaryOperator<@Nullable String> parameters) {
    this.request = request;
    this.response = response;
    this.httpMethod = request.getMethod();
    this.began = AdmittedRequest.admission(request).began();
    this.method = method;
    this.parameters = parameters;
  }

  /** For filters only before the call is made: JAX-RS answers on threads that do not have it. */
  public HttpServletRequest request() {
    return request;
  }

  /** The same. */
  public HttpServletResponse response() {
    return response;
  }

  /** The method of the request. */
  public String httpMethod() {
    return httpMethod;
  }

  /** When the request was let in, by {@link System#nanoTime}. */
  public long began() {
    return began;
  }

  /** The resource method, which declares what holds for it. */
  public Optional<Method> method() {
    return Optional.ofNullable(method);
  }

  /** The value of a parameter in the path; empty when the path has none of that name. */
  public String parameter(String name) {
    String value = parameters.apply(name);
    return value == null ? "" : value;
  }

  /** Keeps something until the answer, in the place of what was kept of its type. */
  public void note(Object any) {
    notes.put(any.getClass(), any);
  }

  /** What was kept. */
  public <T> Optional<T> noted(Class<T> type) {
    return Optional.ofNullable(type.cast(notes.get(type)));
  }
}
