package io.vedette.cache.fill;

import io.vedette.cache.entry.EntryRequest;
import io.vedette.cache.entry.EntryStore;
import io.vedette.cache.entry.EntryStore.Read;
import io.vedette.cache.entry.EntryStore.Wanted;
import io.vedette.cache.entry.ReadRoom;
import io.vedette.cache.fill.FillLeases.Answer;
import io.vedette.cache.fill.FillLeases.When;
import io.vedette.http.CacheControl;
import io.vedette.thread.Patience;
import io.vedette.thread.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A read that asks for the lease to fill what it misses. Of all who come one gets it; the others
 * get a stale entry, or wait for the new one as long as they want, or are told when to come again.
 */
public final class LeasedRead {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  private final EntryStore store;
  private final FillLeases leases;
  private final Waiting waiting;
  private final EntryRequest request;
  private final Wanted wanted;
  private final Duration lease;

  /**
   * Prepares a read.
   *
   * @param lease how long a lease is to hold
   */
  public LeasedRead(
      EntryStore store,
      FillLeases leases,
      Waiting waiting,
      EntryRequest request,
      Wanted wanted,
      Duration lease) {
    this.store = store;
    this.leases = leases;
    this.waiting = waiting;
    this.request = request;
    this.wanted = wanted;
    this.lease = lease;
  }

  /**
   * What it brought: an entry, or what was said of the lease.
   *
   * @param lease not taken up when there is an entry
   */
  public record Result(Optional<Read> read, Optional<Answer> lease) {
    private static Result of(Read read) {
      return new Result(Optional.of(read), Optional.empty());
    }

    private static Result of(Answer lease) {
      return new Result(Optional.empty(), Optional.of(lease));
    }
  }

  /** Reads; waits for another's entry at most so long, and not when the server stops. */
  public CompletionStage<Result> run(Duration longest) {
    return attempt(waiting.upTo(longest, FIRST_PAUSE, LONGEST_PAUSE), 1);
  }

  private CompletionStage<Result> attempt(Patience patience, int looks) {
    return read(wanted)
        .thenCompose(
            read ->
                read.isPresent()
                    ? CompletableFuture.completedStage(Result.of(read.get()))
                    : leases
                        .ask(request.cache(), request.key(), lease, When.ABSENT)
                        .thenCompose(answer -> missed(answer, patience, looks)));
  }

  private CompletionStage<Result> missed(Answer answer, Patience patience, int looks) {
    return switch (answer.state()) {
      case GIVEN -> CompletableFuture.completedStage(Result.of(answer));
      // Somebody has filled it just now: for whoever does not wait, too.
      case PRESENT, LOST, PASS ->
          looks == 1 ? again(patience, looks) : taken(answer, patience, looks);
      case TAKEN ->
          read(new Wanted(
                  wanted.reading(), wanted.conditions(), CacheControl.ANY_TIME, Duration.ZERO))
              .thenCompose(
                  stale ->
                      stale.isPresent()
                          ? CompletableFuture.completedStage(Result.of(stale.get()))
                          : taken(answer, patience, looks));
    };
  }

  private CompletionStage<Result> taken(Answer answer, Patience patience, int looks) {
    return patience.isOver()
        ? CompletableFuture.completedStage(Result.of(answer))
        : again(patience, looks);
  }

  private CompletionStage<Result> again(Patience patience, int looks) {
    return patience.pause().thenCompose(done -> attempt(patience, looks + 1));
  }

  private CompletionStage<Optional<Read>> read(Wanted how) {
    return store.read(request.cache(), request.key(), how, new ReadRoom(request.admission()));
  }
}
