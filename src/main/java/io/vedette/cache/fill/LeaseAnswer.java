package io.vedette.cache.fill;

import io.vedette.cache.entry.EntryAnswer;
import io.vedette.cache.entry.EntryRequest;
import jakarta.ws.rs.core.Response;

/** What who misses an entry is told of the lease to fill it. */
public final class LeaseAnswer {
  private LeaseAnswer() {}

  /** 404 with the lease, or when to come again. */
  public static Response missing(EntryRequest request, FillLeases.Answer lease) {
    return lease.state() == FillLeases.State.GIVEN
        ? EntryAnswer.miss(request)
            .header(FillLeases.FIELD, lease.token())
            .header("Preference-Applied", "fill-lease")
            .build()
        : EntryAnswer.miss(request)
            .header("Retry-After", Math.max(1, EntryAnswer.seconds(lease.left())))
            .build();
  }
}
