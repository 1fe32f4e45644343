package io.vedette.edge;

import io.vedette.http.Call;
import io.vedette.http.CallFilter;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that holds for calls. */
final class CallFilters {
  private final List<CallFilter> filters;

  CallFilters(Stream<CallFilter> filters) {
    this.filters = filters.sorted(Comparator.comparing(CallFilters::priority)).toList();
  }

  private static int priority(CallFilter filter) {
    Priority priority = filter.getClass().getAnnotation(Priority.class);
    return priority == null ? Priorities.USER : priority.value();
  }

  /** The answer to a call that is not made. */
  Optional<Response> before(Call call) {
    for (CallFilter filter : filters) {
      Optional<Response> answer = filter.before(call);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  void after(Call call, CallFilter.Answer answer) {
    for (CallFilter filter : filters) {
      filter.after(call, answer);
    }
  }
}
