package it.vedette;

import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Every way to change the entry k, which is in the group g. */
@SuppressWarnings("ImmutableEnumChecker") // lambdas without state
enum EntryChange {
  PUT((client, entries) -> client.put(entries.entry("k"), "new")),
  DELETE((client, entries) -> client.delete(entries.entry("k"))),
  TAKE((client, entries) -> client.delete(entries.entry("k"), "Prefer", "return=representation")),
  TTL(
      (client, entries) ->
          client.send(
              "PUT",
              entries.ttl("k"),
              "{\"ttl\":7}".getBytes(StandardCharsets.UTF_8),
              "Content-Type",
              "application/json")),
  BATCH(batch("false")),
  ATOMIC_BATCH(batch("true")),
  KEYS(invalidation("{'keys':['k']}")),
  SOFT_KEYS(invalidation("{'keys':['k'],'mode':'soft'}")),
  PREFIX(invalidation("{'prefix':'k'}")),
  GROUPS(invalidation("{'groups':['g']}")),
  SOFT_GROUPS(invalidation("{'groups':['g'],'mode':'soft'}")),
  ALL(invalidation("{'all':true}")),
  CACHE((client, entries) -> client.delete(entries.policy()));

  private final BiConsumer<Client, Entries> change;

  EntryChange(BiConsumer<Client, Entries> change) {
    this.change = change;
  }

  /** Makes the change through one server. */
  void make(Client client, Entries entries) {
    change.accept(client, entries);
  }

  private static BiConsumer<Client, Entries> batch(String atomic) {
    String operation = "{'op':'put','key':'k','value':'bmV3'}";
    String document = "{'atomic':%s,'operations':[%s]}".formatted(atomic, operation);
    return (client, entries) -> client.post(entries.batch(), document.replace('\'', '"'));
  }

  private static BiConsumer<Client, Entries> invalidation(String document) {
    return (client, entries) -> client.post(entries.invalidations(), document.replace('\'', '"'));
  }
}
