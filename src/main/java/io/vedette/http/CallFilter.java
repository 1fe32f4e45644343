package io.vedette.http;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every call, whether JAX-RS makes it or not: decided before it is made, and done
 * with its answer before that is sent. Each bean of this type is one; they decide in the order of
 * their {@code @Priority}.
 */
public interface CallFilter {
  /**
   * Decides whether the call is made. Must not block. What is thrown becomes the answer.
   *
   * @return the answer in its place; then nobody is asked any more
   */
  default Optional<Response> before(Call call) {
    return Optional.empty();
  }

  /** Adds to the answer, whoever gave it; on any thread. Must neither block nor throw. */
  default void after(Call call, Answer answer) {}

  /**
   * An answer that is about to be sent.
   *
   * @param fields may be changed
   */
  record Answer(int status, @Nullable Object content, MultivaluedMap<String, Object> fields) {}
}
