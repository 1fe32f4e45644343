package io.vedette.quota;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import java.time.Duration;
import java.util.List;

/** Lets requests use the rates of their callers, or refuses them. */
final class Quotas {
  private final Ledger ledger;
  private final Settlement settlement;

  Quotas(Ledger ledger, Settlement settlement) {
    this.ledger = ledger;
    this.settlement = settlement;
  }

  /**
   * Uses one request, and that many bytes, of all these.
   *
   * @param content bytes that are announced
   * @throws Failure {@link Problem#QUOTA_EXCEEDED} when one of them is used up; then none is used
   */
  void take(String caller, List<Account> accounts, long content) {
    long now = ledger.now();
    for (int i = 0; i < accounts.size(); i++) {
      Account account = accounts.get(i);
      long wait = account.take(amount(account, content), now);
      if (wait > 0) {
        accounts.subList(0, i).forEach(taken -> taken.use(-amount(taken, content), now));
        throw refusal(account.rate(), wait);
      }
    }
    settlement.settle(caller, accounts);
  }

  private static long amount(Account account, long content) {
    return account.rate().unit() == Rate.Unit.REQUESTS ? 1 : content;
  }

  /** Rounded up: whoever comes then finds it. */
  private static Failure refusal(Rate rate, long wait) {
    return Failure.of(
            Problem.QUOTA_EXCEEDED, "The caller has used up its rate %s.".formatted(rate.policy()))
        .violating(List.of(rate.name()))
        .retryAfter(Duration.ofSeconds(Duration.ofNanos(wait - 1).toSeconds() + 1));
  }

  /** Uses so many bytes more, which are known only now. */
  void use(String caller, List<Account> accounts, long content) {
    if (content > 0) {
      long now = ledger.now();
      for (Account account : accounts) {
        if (account.rate().unit() == Rate.Unit.CONTENT_BYTES) {
          account.use(content, now);
        }
      }
      settlement.settle(caller, accounts);
    }
  }
}
