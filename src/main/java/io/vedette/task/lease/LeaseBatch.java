package io.vedette.task.lease;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.http.JsonMembers;
import io.vedette.task.life.Payload;
import io.vedette.task.queue.QueueName;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What a worker does with several leases of one queue, and what it takes next.
 *
 * @param queue of all of them
 */
public record LeaseBatch(QueueName queue, List<Settlement> settlements, Optional<Pull> next) {
  /** What a batch may say. */
  public static final List<String> MEMBERS = List.of("operations", "next");

  private static final List<String> COMMON = List.of("op", "lease");
  private static final int MOST = 100;

  public LeaseBatch {
    settlements = List.copyOf(settlements);
  }

  /**
   * Reads a request.
   *
   * @param mostResult the most bytes of a result
   */
  public static LeaseBatch of(JsonObject document, int mostResult, RandomGenerator random) {
    JsonMembers body = new JsonMembers(document, "", MEMBERS);
    body.checkSize("operations", MOST);
    List<Settlement> settlements = new ArrayList<>();
    for (JsonValue item : body.items("operations", MOST)) {
      String place = "/operations/" + settlements.size();
      if (!(item instanceof JsonObject object)) {
        throw Failure.malformed(InputError.pointer(place, "an operation is an object"));
      }
      settlements.add(operation(object, place, mostResult, random));
    }
    return new LeaseBatch(queue(settlements), settlements, next(document, body));
  }

  private static Optional<Pull> next(JsonObject document, JsonMembers body) {
    return Optional.ofNullable(document.get("next"))
        .map(
            value -> {
              if (value instanceof JsonObject object) {
                return Pull.next(object, "/next");
              }
              throw body.refused("next", "'next' is an object");
            });
  }

  private static QueueName queue(List<Settlement> settlements) {
    QueueName first = settlements.get(0).lease().task().queue();
    for (int i = 0; i < settlements.size(); i++) {
      if (!settlements.get(i).lease().task().queue().equals(first)) {
        throw Failure.malformed(
            InputError.pointer(
                "/operations/" + i + "/lease", "all leases of a batch are of one queue"));
      }
    }
    return first;
  }

  private static Settlement operation(
      JsonObject object, String place, int mostResult, RandomGenerator random) {
    String word = new JsonMembers(object, place, object.keySet()).text("op").orElse("");
    return switch (word) {
      case "heartbeat" -> {
        JsonMembers members = members(object, place, SettlementRequest.HEARTBEAT);
        yield SettlementRequest.heartbeat(lease(members), object, members);
      }
      case "complete" -> {
        JsonMembers members = members(object, place, List.of("result"));
        Optional<Payload> result =
            Optional.ofNullable(object.get("result")).map(it -> Payload.of(members, "result", it));
        yield SettlementRequest.complete(lease(members), result, mostResult);
      }
      case "fail" -> {
        JsonMembers members = members(object, place, SettlementRequest.FAIL);
        yield SettlementRequest.fail(lease(members), object, members, random);
      }
      case "release" -> {
        JsonMembers members = members(object, place, SettlementRequest.RELEASE);
        yield SettlementRequest.release(lease(members), members);
      }
      default ->
          throw Failure.malformed(
              InputError.pointer(place + "/op", "'op' is heartbeat, complete, fail or release"));
    };
  }

  private static JsonMembers members(JsonObject object, String place, List<String> own) {
    return new JsonMembers(object, place, Stream.concat(COMMON.stream(), own.stream()).toList());
  }

  private static LeaseId lease(JsonMembers members) {
    return members
        .text("lease")
        .flatMap(LeaseId::parse)
        .orElseThrow(() -> members.refused("lease", "'lease' is what a pull gave as 'lease'"));
  }
}
