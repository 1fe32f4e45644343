package io.vedette.cache.bulk;

import io.vedette.cache.bulk.BatchOperation.Kind;
import io.vedette.cache.policy.Policy;
import io.vedette.credential.Scope;
import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.http.JsonMembers;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Operations that come together. Those on one key are done in order.
 *
 * @param atomic whether all are done or none; then they only write, each to another key
 */
public record Batch(List<BatchOperation> operations, boolean atomic) {
  public static final List<String> MEMBERS = List.of("operations", "atomic");
  private static final int MOST = 1000;

  public Batch {
    operations = List.copyOf(operations);
  }

  /** Reads a batch; everything is read before anything is done. */
  public static Batch of(JsonObject document, Policy policy) {
    JsonMembers body = new JsonMembers(document, "", MEMBERS);
    boolean atomic = body.flag("atomic");
    List<BatchOperation> operations = new ArrayList<>();
    Set<ByteBuffer> keys = new HashSet<>();
    body.checkSize("operations", MOST);
    for (JsonValue item : body.items("operations", MOST)) {
      String place = "/operations/" + operations.size();
      if (!(item instanceof JsonObject object)) {
        throw Failure.malformed(InputError.pointer(place, "an operation is an object"));
      }
      JsonMembers members = new JsonMembers(object, place, BatchOperation.MEMBERS);
      BatchOperation operation = BatchOperation.of(members, policy);
      check(operation, members, policy, atomic);
      if (atomic && !keys.add(ByteBuffer.wrap(operation.key().bytes()))) {
        throw members.refused("key", "each key stands in an atomic batch once");
      }
      operations.add(operation);
    }
    return new Batch(operations, atomic);
  }

  /** What a caller must have been granted to run it. */
  public Set<Scope> scopes() {
    return operations.stream()
        .map(operation -> operation.kind() == Kind.GET ? Scope.CACHE_READ : Scope.CACHE_WRITE)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How many of its operations read a value. */
  public int reads() {
    return (int) operations.stream().filter(operation -> operation.kind() == Kind.GET).count();
  }

  private static void check(
      BatchOperation operation, JsonMembers members, Policy policy, boolean atomic) {
    boolean reads = operation.kind() == Kind.GET;
    if (atomic && reads) {
      throw members.refused("op", "an atomic batch only writes");
    }
    if (policy.conditional() && !reads && !operation.conditions().nameTags()) {
      throw Failure.of(
              Problem.PRECONDITION_REQUIRED,
              "Writes to this cache carry ifMatch or ifNoneMatch; %s does not."
                  .formatted(members.pointer("op").replaceAll("/op$", "")))
          .with(Outcome.NOT_APPLIED);
    }
  }
}
