package io.vedette.task;

import static io.vedette.http.SharedJson.JSON;

import io.vedette.access.Caller;
import io.vedette.access.Requires;
import io.vedette.credential.Scope;
import io.vedette.http.JsonAnswer;
import io.vedette.http.Problems;
import io.vedette.http.Query;
import io.vedette.http.RequestId;
import io.vedette.task.queue.QueueDocument;
import io.vedette.task.queue.QueueName;
import io.vedette.task.queue.QueueRegistry;
import io.vedette.task.queue.QueueStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Which queues there are, and how much more workers could do. */
@ApplicationScoped
@Path("")
public class QueuesResource {
  private static final String QUEUE = "queue";

  @Inject QueueRegistry registry;
  @Inject QueueStore store;
  @Context HttpServletRequest request;

  @GET
  @Path("queues")
  @Requires(
      value = {Scope.TASK_SUBMIT, Scope.TASK_WORK},
      of = Requires.SOME)
  @Produces("application/json")
  public Response list() {
    Query.none(request);
    Caller caller = Caller.of(request);
    JsonArrayBuilder items = JSON.createArrayBuilder();
    registry.known().stream()
        .map(QueueName::text)
        .filter(name -> caller.may(Scope.TASK_WORK, name) || caller.may(Scope.TASK_SUBMIT, name))
        .sorted()
        .forEach(items::add);
    return JsonAnswer.ok(JSON.createObjectBuilder().add("items", items).build()).build();
  }

  @GET
  @Path("scaling")
  @Requires(
      value = {Scope.TASK_SUBMIT, Scope.TASK_WORK},
      of = Requires.SOME)
  @Produces("application/json")
  public CompletionStage<Response> scaling() {
    Query query = Query.of(request, List.of(QUEUE));
    QueueName queue = query.text(QUEUE).map(QueueName::new).orElse(QueueName.USUAL);
    TaskPath.requireSight(Caller.of(request), queue);
    return Problems.answered(
        store.demand(queue).thenApply(demand -> JsonAnswer.ok(QueueDocument.of(demand)).build()),
        RequestId.of(request));
  }
}
