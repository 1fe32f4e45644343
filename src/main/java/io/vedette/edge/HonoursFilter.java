package io.vedette.edge;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.Call;
import io.vedette.http.CallFilter;
import io.vedette.http.Honours;
import io.vedette.http.RequestBody;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Refuses what a call would pass over: fields that another call honours, and content. */
@Dependent
@Priority(Priorities.AUTHORIZATION)
public class HonoursFilter implements CallFilter {
  /** A date is none of them: where nothing has one it is to be ignored, RFC 9110, 13.1.4. */
  static final Set<String> DECISIVE =
      Set.of(Honours.IF_MATCH, Honours.IF_NONE_MATCH, "Fill-Lease", "Cache-Groups");

  private static final Set<String> READS = Set.of("GET", "HEAD");

  @Override
  public Optional<Response> before(Call call) {
    Honours honours = call.method().orElseThrow().getAnnotation(Honours.class);
    check(call.request(), honours == null ? List.of() : List.of(honours.value()));
    return Optional.empty();
  }

  /**
   * Refuses the request unless all that it says can be heeded.
   *
   * @param honoured the fields that its call honours
   */
  static void check(HttpServletRequest request, List<String> honoured) {
    boolean reads = READS.contains(request.getMethod());
    for (String field : DECISIVE) {
      // What has no tag is not the one that a reader knows: then this field changes nothing.
      boolean harmless = reads && field.equals(Honours.IF_NONE_MATCH);
      if (!harmless && !honoured.contains(field) && request.getHeader(field) != null) {
        throw refused(field, "this call does not honour '%s'".formatted(field));
      }
    }
    if ((reads || request.getMethod().equals("DELETE")) && RequestBody.isAnnounced(request)) {
      throw refused("Content-Length", "this call takes no content");
    }
  }

  private static Failure refused(String field, String detail) {
    return Failure.malformed(InputError.header(field, detail));
  }
}
