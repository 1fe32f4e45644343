package io.vedette.task;

import static io.vedette.http.SharedJson.JSON;
import static java.util.stream.Collectors.groupingBy;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.http.Paging;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.task.queue.QueueName;
import io.vedette.task.schedule.Schedule;
import io.vedette.task.schedule.ScheduleStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lists of schedules. */
@ApplicationScoped
@Path("schedules")
public class SchedulesResource {
  private static final int MOST_NAMES = 1000;

  @Inject ScheduleStore store;
  @Context HttpServletRequest request;

  @GET
  @Requires(
      value = {Scope.TASK_SUBMIT, Scope.TASK_WORK},
      of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> list() {
    Query query = Query.of(request, List.of(Paging.CURSOR, Paging.LIMIT));
    Caller caller = Caller.of(request);
    Paging paging = Paging.of(request, query, Map.of());
    String behind = Paging.cursor(query, SchedulesResource::cursor).orElse("");
    return Problems.answered(
        store.names(behind).thenCompose(names -> page(caller, paging, names)),
        RequestId.of(request));
  }

  private static Optional<String> cursor(String text) {
    return Optional.of(text).filter(QueueName::isName);
  }

  private CompletionStage<Response> page(
      Caller caller, Paging paging, Map<String, QueueName> names) {
    List<String> seen =
        names.entrySet().stream()
            .filter(entry -> sees(caller, entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    List<String> page = seen.subList(0, Math.min(paging.limit(), seen.size()));
    Optional<String> next =
        page.size() < seen.size() || names.size() >= MOST_NAMES
            ? Optional.of(last(page, names))
            : Optional.empty();
    return read(page, names)
        .thenApply(
            found -> {
              JsonArrayBuilder items = JSON.createArrayBuilder();
              found.forEach(schedule -> items.add(schedule.document()));
              return paging.answer(items, next);
            });
  }

  /** Where the next page begins: behind what was shown, or behind what nobody may see. */
  private static String last(List<String> page, Map<String, QueueName> names) {
    return page.isEmpty()
        ? names.keySet().stream().reduce((one, other) -> other).orElse("")
        : page.get(page.size() - 1);
  }

  private static boolean sees(Caller caller, QueueName queue) {
    return caller.may(Scope.TASK_WORK, queue.text()) || caller.may(Scope.TASK_SUBMIT, queue.text());
  }

  /** Those of one queue together. */
  private CompletionStage<List<Schedule>> read(List<String> page, Map<String, QueueName> names) {
    List<CompletableFuture<ScheduleStore.Found>> parts = new ArrayList<>();
    page.stream()
        .collect(groupingBy(names::get))
        .forEach((queue, those) -> parts.add(store.read(queue, those).toCompletableFuture()));
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                parts.stream()
                    .flatMap(part -> part.join().schedules().stream())
                    .sorted(Comparator.comparing(Schedule::name))
                    .toList());
  }
}
