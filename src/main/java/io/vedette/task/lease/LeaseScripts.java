package io.vedette.task.lease;

import io.vedette.redis.Script;
import io.vedette.redis.Script.Effect;
import io.vedette.task.queue.QueueScripts;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of leases. */
final class LeaseScripts {
  private static final List<String> GRANTING =
      Stream.concat(QueueScripts.CHANGING.stream(), Stream.of("grant")).toList();

  /** Grants leases. */
  static final Script GRANT = Script.of(LeaseScripts.class, "lease-grant", Effect.WRITES, GRANTING);

  /** Extends leases and gives them back; takes the next tasks. */
  static final Script SETTLE =
      Script.of(LeaseScripts.class, "lease-settle", Effect.WRITES, GRANTING);

  private LeaseScripts() {}
}
