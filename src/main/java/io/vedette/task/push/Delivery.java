package io.vedette.task.push;

import io.vedette.failure.Causes;
import io.vedette.push.PushAnswer;
import io.vedette.push.PushClient;
import io.vedette.push.PushFailure;
import io.vedette.push.PushRequest;
import io.vedette.task.lease.Lease;
import io.vedette.task.life.Payload;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One attempt to deliver a task. */
final class Delivery {
  private static final Logger LOG = System.getLogger(Delivery.class.getName());
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** For telling Redis what became of it. */
  static final Duration MARGIN = Duration.ofSeconds(1);

  private final TargetConfig target;
  private final PushClient client;
  private final InstantSource clock;

  Delivery(TargetConfig target, PushClient client, InstantSource clock) {
    this.target = target;
    this.client = client;
    this.clock = clock;
  }

  /** Sends it once; does not fail. It ends before the lease of the task does. */
  CompletionStage<DeliveryResult> send(Lease lease) {
    return begun(lease).handle(this::result);
  }

  private CompletionStage<PushAnswer> begun(Lease lease) {
    try {
      return client.send(target.receiver(), request(lease));
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private PushRequest request(Lease lease) {
    Instant now = clock.instant();
    Duration left = Duration.between(now, lease.expires()).minus(MARGIN);
    Duration timeout = left.compareTo(target.timeout()) < 0 ? left : target.timeout();
    byte[] body = lease.payload().map(Payload::bytes).orElse(new byte[0]);
    return new PushRequest(
        lease.target().method(),
        lease.target().path(),
        fields(lease, now, body),
        body,
        timeout.compareTo(SHORTEST) < 0 ? SHORTEST : timeout,
        target.maxBytes());
  }

  private Map<String, String> fields(Lease lease, Instant now, byte[] body) {
    Map<String, String> fields = new LinkedHashMap<>(lease.target().headers());
    lease.payload().ifPresent(payload -> fields.put("Content-Type", payload.contentType()));
    fields.put("User-Agent", "vedette");
    String id = lease.id().task().text();
    target
        .signatures()
        .ifPresentOrElse(
            signatures -> fields.putAll(signatures.fields(id, now, body)),
            () -> fields.put("webhook-id", id));
    fields.put("Vedette-Attempt", Integer.toString(lease.attempt()));
    fields.put("Vedette-Fence", Long.toString(lease.id().fence()));
    target.fields().forEach((name, value) -> replace(fields, name, value));
    return fields;
  }

  /** What the operator sends always comes before what a caller wants to. */
  private static void replace(Map<String, String> fields, String name, String value) {
    fields.keySet().removeIf(name::equalsIgnoreCase);
    fields.put(name, value);
  }

  private DeliveryResult result(@Nullable PushAnswer answer, @Nullable Throwable thrown) {
    if (answer != null) {
      return DeliveryResult.of(answer);
    }
    Throwable cause = Causes.ofNullable(thrown);
    if (cause instanceof PushFailure failure) {
      return DeliveryResult.of(failure);
    }
    LOG.log(Level.ERROR, "Fault in a delivery to " + target.queue().text(), cause);
    return DeliveryResult.fault();
  }
}
