package io.vedette.cache.entry;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param next the last key that was examined; empty when the list is at its end
 */
public record EntryPage(List<ListedEntry> entries, Optional<EntryKey> next) {
  public EntryPage {
    entries = List.copyOf(entries);
  }
}
