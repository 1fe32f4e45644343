package io.vedette.cache.bulk;

import io.vedette.cache.entry.EntryStore.Written;
import io.vedette.redis.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What became of changes that are done together.
 *
 * @param failed the positions, from 0, of those whose condition failed: nothing was changed then
 * @param written what each stored; empty for those that deleted
 */
public record BatchOutcome(List<Integer> failed, List<Optional<Written>> written) {
  /** Reads the reply of {@code entry-batch}. */
  static BatchOutcome of(List<Object> reply, List<String> tags) {
    List<String> words = reply.stream().map(Fields::text).toList();
    if (words.get(0).equals("failed")) {
      return new BatchOutcome(
          words.stream().skip(1).map(word -> Integer.parseInt(word) - 1).toList(), List.of());
    }
    Instant modified = Fields.instant(reply.get(1));
    return new BatchOutcome(
        List.of(),
        IntStream.range(0, tags.size())
            .mapToObj(i -> written(words.get(i + 2), tags.get(i), modified))
            .toList());
  }

  private static Optional<Written> written(String result, String tag, Instant modified) {
    return switch (result) {
      case "created", "replaced" ->
          Optional.of(new Written(tag, result.equals("created"), modified));
      default -> Optional.empty();
    };
  }
}
