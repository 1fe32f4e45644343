package io.vedette.quota;

import io.vedette.quota.RateStore.Spent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other servers what was used here, and learns what was used there: now and then all that
 * is new, and at once what a caller uses fast. No request waits for it, and none fails for it.
 */
final class Settlement {
  private static final int MOST_AT_ONCE = 100;

  private final Ledger ledger;
  private final Function<List<Spent>, CompletionStage<List<Long>>> store;

  /**
   * Prepares it.
   *
   * @param store adds what was used; see {@link RateStore#add}
   */
  Settlement(Ledger ledger, Function<List<Spent>, CompletionStage<List<Long>>> store) {
    this.ledger = ledger;
    this.store = store;
  }

  /** Tells all that is new. Never throws. */
  void settle() {
    List<Account> accounts = new ArrayList<>();
    List<Spent> spent = new ArrayList<>();
    for (CallerAccounts caller : ledger.open()) {
      for (Account account : caller.all()) {
        take(caller.caller(), account, accounts, spent);
        if (spent.size() == MOST_AT_ONCE) {
          send(List.copyOf(accounts), List.copyOf(spent));
          accounts.clear();
          spent.clear();
        }
      }
    }
    send(accounts, spent);
  }

  /** Tells what a caller has used of these, if that is much. Never throws. */
  void settle(String caller, List<Account> used) {
    for (Account account : used) {
      if (account.isDue()) {
        List<Account> accounts = new ArrayList<>(1);
        List<Spent> spent = new ArrayList<>(1);
        take(caller, account, accounts, spent);
        send(accounts, spent);
      }
    }
  }

  private static void take(
      String caller, Account account, List<Account> accounts, List<Spent> spent) {
    long micros = account.tell();
    if (micros > 0) {
      accounts.add(account);
      spent.add(new Spent(caller, account.name(), micros, account.mostMicros()));
    }
  }

  private void send(List<Account> accounts, List<Spent> spent) {
    if (spent.isEmpty()) {
      return;
    }
    long asked = ledger.now();
    try {
      store.apply(spent).whenComplete((reply, thrown) -> settled(accounts, asked, reply));
    } catch (RuntimeException e) {
      settled(accounts, asked, null);
    }
  }

  private static void settled(List<Account> accounts, long asked, @Nullable List<Long> reply) {
    for (int i = 0; i < accounts.size(); i++) {
      if (reply == null) {
        accounts.get(i).notTold();
      } else {
        accounts.get(i).told(reply.get(i), asked);
      }
    }
  }
}
