package io.vedette.task.lease;

import static io.vedette.http.SharedJson.JSON;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.stream.Collectors;

/** Leases as JSON. What Redis has of a payload is JSON already and is not read for it. */
public final class LeaseDocument {
  private LeaseDocument() {}

  /** Leases as the answer to a pull. */
  public static String of(List<Lease> leases) {
    return "{\"leases\":" + leases(leases) + "}";
  }

  /** Leases with the tasks that they are of, a list. */
  public static String leases(List<Lease> leases) {
    return leases.stream().map(LeaseDocument::lease).collect(Collectors.joining(",", "[", "]"));
  }

  private static String lease(Lease lease) {
    StringBuilder text = new StringBuilder(512);
    text.append("{\"lease\":\"").append(lease.id().text());
    text.append("\",\"task\":\"").append(lease.id().task().text());
    text.append("\",\"type\":").append(quoted(lease.type()));
    lease.key().ifPresent(key -> text.append(",\"key\":").append(quoted(key)));
    lease.payload().ifPresent(payload -> text.append(",\"payload\":").append(payload.json()));
    text.append(",\"attempt\":").append(lease.attempt());
    text.append(",\"fence\":").append(lease.id().fence());
    text.append(",\"expiresAt\":\"").append(lease.expires()).append('"');
    if (!lease.tags().isEmpty()) {
      text.append(",\"tags\":").append(tags(lease.tags()));
    }
    lease.schedule().ifPresent(it -> text.append(",\"schedule\":").append(it.document()));
    return text.append('}').toString();
  }

  private static String tags(String joined) {
    return List.of(joined.split(" ", -1)).stream()
        .map(LeaseDocument::quoted)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String quoted(String text) {
    return JSON.createValue(text).toString();
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
