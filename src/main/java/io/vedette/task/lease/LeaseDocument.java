package io.vedette.task.lease;

import static io.vedette.http.SharedJson.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** Leases as JSON. */
public final class LeaseDocument {
  private LeaseDocument() {}

  /** Leases as the answer to a pull. */
  public static JsonObject of(List<Lease> leases) {
    return JSON.createObjectBuilder().add("leases", leases(leases)).build();
  }

  /** Leases with the tasks that they are of. */
  public static JsonArrayBuilder leases(List<Lease> leases) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    leases.forEach(lease -> array.add(lease(lease)));
    return array;
  }

  private static JsonObjectBuilder lease(Lease lease) {
    JsonObjectBuilder document =
        JSON.createObjectBuilder()
            .add("lease", lease.id().text())
            .add("task", lease.id().task().text())
            .add("type", lease.type());
    lease.key().ifPresent(key -> document.add("key", key));
    lease.payload().ifPresent(payload -> document.add("payload", payload.json()));
    document
        .add("attempt", lease.attempt())
        .add("fence", lease.id().fence())
        .add("expiresAt", lease.expires().toString());
    if (!lease.tags().isEmpty()) {
      document.add("tags", JSON.createArrayBuilder(List.of(lease.tags().split(" ", -1))));
    }
    return document;
  }

  /** What became of a lease. */
  public static JsonObjectBuilder of(Settled settled, boolean draining) {
    JsonObjectBuilder document = JSON.createObjectBuilder();
    settled.status().ifPresent(status -> document.add("status", status.word()));
    settled
        .expires()
        .ifPresent(
            expires ->
                document
                    .add("expiresAt", expires.toString())
                    .add("cancelRequested", settled.cancelRequested())
                    .add("draining", draining));
    return document;
  }
}
