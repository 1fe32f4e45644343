package io.vedette.cache;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param next the last key that was examined; empty when the list is at its end
 */
record EntryPage(List<ListedEntry> entries, Optional<EntryKey> next) {
  EntryPage {
    entries = List.copyOf(entries);
  }
}
